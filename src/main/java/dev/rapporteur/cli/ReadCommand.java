package dev.rapporteur.cli;

import dev.rapporteur.knowledge.extraction.FileDocumentReader;
import dev.rapporteur.reading.Change;
import dev.rapporteur.reading.Indicator;
import dev.rapporteur.reading.ReportReader;
import dev.rapporteur.reading.ReportReading;
import dev.rapporteur.reading.Risk;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rapporteur read}: key indicators and risks of a financial report. */
@Command(
    name = "read",
    description = "Reads a financial report: its indicators and risks, each with page and quote.",
    mixinStandardHelpOptions = true)
final class ReadCommand implements Callable<Integer> {
  @Mixin private Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "A pdf, docx, html, md or txt file.")
  private Path file;

  @Override
  public Integer call() {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new RapporteurException(FailureKind.DEFINITION, "cannot read " + file, "");
    }
    ReportReading reading = new ReportReader(new FileDocumentReader()).read(file);
    if (terminal.json()) {
      terminal.printJson(
          Map.of(
              "indicators", reading.indicators().stream().map(ReadCommand::json).toList(),
              "changes", reading.changes().stream().map(ReadCommand::json).toList(),
              "risks", reading.risks().stream().map(ReadCommand::json).toList()));
    } else {
      print(reading);
    }
    return ExitCode.DONE.code();
  }

  private void print(ReportReading reading) {
    reading
        .indicators()
        .forEach(
            each ->
                terminal
                    .out()
                    .printf(
                        "%s%s: %s %s, %s%n",
                        place(each.page()),
                        each.name(),
                        each.value().toPlainString(),
                        each.unit(),
                        each.period()));
    reading
        .risks()
        .forEach(
            each ->
                terminal.out().printf("%s%s: %s%n", place(each.page()), each.risk(), each.quote()));
  }

  private static String place(OptionalInt page) {
    return page.isPresent() ? "p. " + page.getAsInt() + "  " : "";
  }

  private static Map<String, Object> json(Indicator indicator) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", indicator.name());
    json.put("value", indicator.value());
    json.put("unit", indicator.unit());
    json.put("period", indicator.period());
    indicator.page().ifPresent(page -> json.put("page", page));
    json.put("quote", indicator.quote());
    return json;
  }

  private static Map<String, Object> json(Change change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", change.indicator().name());
    json.put("unit", change.indicator().unit());
    json.put("period", change.indicator().period());
    json.put("base", change.base().period());
    json.put("difference", change.difference());
    change.percent().ifPresent(percent -> json.put("percent", percent));
    return json;
  }

  private static Map<String, Object> json(Risk risk) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("risk", risk.risk());
    risk.page().ifPresent(page -> json.put("page", page));
    json.put("quote", risk.quote());
    return json;
  }
}
