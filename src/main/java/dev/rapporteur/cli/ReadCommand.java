package dev.rapporteur.cli;

import dev.rapporteur.knowledge.extraction.FileDocumentReader;
import dev.rapporteur.reading.Asked;
import dev.rapporteur.reading.Change;
import dev.rapporteur.reading.Contradiction;
import dev.rapporteur.reading.Indicator;
import dev.rapporteur.reading.Ratio;
import dev.rapporteur.reading.Ratio.RatioChange;
import dev.rapporteur.reading.ReportReader;
import dev.rapporteur.reading.ReportReading;
import dev.rapporteur.reading.Risk;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--ask",
      paramLabel = "NAME",
      description =
          "What to look for, such as \"Accounts receivable\"; may be repeated. What the report does"
              + " not state is said to be not stated.")
  private List<String> asked = List.of();

  @Option(
      names = "--ask-file",
      paramLabel = "FILE",
      description = "A text file with a name to look for in each line.")
  private @Nullable Path askedIn;

  @Override
  public Integer call() {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new RapporteurException(FailureKind.DEFINITION, "cannot read " + file, "");
    }
    List<String> names = names();
    ReportReading reading = new ReportReader(new FileDocumentReader()).read(file);
    if (terminal.json()) {
      terminal.printJson(json(reading, names));
    } else {
      print(reading);
      reading.asked(names).forEach(this::print);
    }
    return ExitCode.DONE.code();
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(asked);
    if (askedIn != null) {
      try {
        Files.readAllLines(askedIn).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .forEach(names::add);
      } catch (IOException e) {
        throw new RapporteurException(
            FailureKind.DEFINITION, "cannot read " + askedIn, "write it as UTF-8 text", e);
      }
    }
    return names;
  }

  private static Map<String, Object> json(ReportReading reading, List<String> names) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", reading.title());
    json.put("pages", reading.pages());
    json.put("indicators", reading.indicators().stream().map(ReadCommand::json).toList());
    json.put("changes", reading.changes().stream().map(ReadCommand::json).toList());
    json.put("ratios", reading.ratios().stream().map(ReadCommand::json).toList());
    json.put("ratioChanges", reading.ratioChanges().stream().map(ReadCommand::json).toList());
    json.put("risks", reading.risks().stream().map(ReadCommand::json).toList());
    json.put("contradictions", reading.contradictions().stream().map(ReadCommand::json).toList());
    if (!names.isEmpty()) {
      json.put("asked", reading.asked(names).stream().map(ReadCommand::json).toList());
    }
    return json;
  }

  private void print(Asked asked) {
    if (!asked.stated()) {
      terminal.out().println(asked.name() + ": not stated");
    }
    asked.indicators().forEach(each -> print(asked.name() + ": ", each));
    asked.ratios().forEach(this::print);
  }

  private void print(Ratio ratio) {
    terminal
        .out()
        .printf(
            "%s: %s %s, %s (%s / %s)%n",
            ratio.name(),
            ratio.value().toPlainString(),
            ratio.unit(),
            ratio.period(),
            ratio.numerator().name(),
            ratio.denominator().name());
  }

  private void print(String before, Indicator each) {
    terminal
        .out()
        .printf(
            "%s%s%s: %s %s, %s%n",
            before,
            place(each.page()),
            each.name(),
            each.value().toPlainString(),
            each.unit(),
            each.period());
  }

  private void print(ReportReading reading) {
    reading.indicators().forEach(each -> print("", each));
    reading.ratios().forEach(this::print);
    reading
        .risks()
        .forEach(
            each ->
                terminal.out().printf("%s%s: %s%n", place(each.page()), each.risk(), each.quote()));
    reading
        .contradictions()
        .forEach(
            each ->
                terminal
                    .out()
                    .printf(
                        "%scontradiction: %s: %s%n",
                        place(each.page()), each.about(), each.reason()));
  }

  private static String place(OptionalInt page) {
    return page.isPresent() ? "p. " + page.getAsInt() + "  " : "";
  }

  private static Map<String, Object> json(Indicator indicator) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", indicator.name());
    json.put("value", indicator.value());
    json.put("unit", indicator.unit());
    if (!indicator.scale().isEmpty()) {
      json.put("scale", indicator.scale());
    }
    json.put("period", indicator.period());
    json.put("restated", indicator.restated());
    indicator.page().ifPresent(page -> json.put("page", page));
    json.put("quote", indicator.quote());
    return json;
  }

  private static Map<String, Object> json(Ratio ratio) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", ratio.name());
    json.put("value", ratio.value());
    json.put("unit", ratio.unit());
    json.put("period", ratio.period());
    json.put("numerator", json(ratio.numerator()));
    json.put("denominator", json(ratio.denominator()));
    return json;
  }

  private static Map<String, Object> json(RatioChange change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", change.later().name());
    json.put("unit", change.later().unit());
    json.put("period", change.later().period());
    json.put("base", change.earlier().period());
    json.put("difference", change.difference());
    return json;
  }

  private static Map<String, Object> json(Contradiction contradiction) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("about", contradiction.about());
    json.put("reason", contradiction.reason());
    contradiction.page().ifPresent(page -> json.put("page", page));
    json.put("quote", contradiction.quote());
    contradiction.otherPage().ifPresent(page -> json.put("otherPage", page));
    json.put("otherQuote", contradiction.otherQuote());
    return json;
  }

  private static Map<String, Object> json(Asked asked) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("asked", asked.name());
    json.put("stated", asked.stated());
    json.put("indicators", asked.indicators().stream().map(ReadCommand::json).toList());
    json.put("ratios", asked.ratios().stream().map(ReadCommand::json).toList());
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
