package dev.rapporteur.cli;

import dev.rapporteur.rendering.docx.RenderBench;
import dev.rapporteur.rendering.pdf.PdfBench;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code rapporteur bench render}: how fast Word files and PDFs are written, beside the floor of
 * writing strings into a zip and the usual way to a PDF.
 */
@Command(
    name = "render",
    description =
        "Measures writing Word files against writing split strings into a zip, and PDFs against the"
            + " usual way through the same library.",
    mixinStandardHelpOptions = true)
final class BenchRenderCommand implements Callable<Integer> {
  @Mixin Terminal terminal;

  @Option(names = "--runs", defaultValue = "30", description = "Counted runs: ${DEFAULT-VALUE}.")
  int runs;

  @Option(
      names = "--rows",
      split = ",",
      defaultValue = "10000,100000",
      paramLabel = "ROWS",
      description = "Rows of single tables beside the standard report: ${DEFAULT-VALUE}.")
  List<Integer> rows = new ArrayList<>();

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  @Override
  public Integer call() throws IOException {
    RenderBench standard = RenderBench.standardReport();
    word("standard report (40 tags, 12/50/500 rows, 4 pictures)", "standard", standard, runs);
    RenderBench.Case written = standard.written();
    PdfBench.Times pdf =
        new PdfBench(written.texts(), written.tables(), written.pictures())
            .compare(standard.content(), Math.max(5, runs / 3));
    line("  PDF of it, usual way", pdf.usual());
    line("  PDF of it, rapporteur", pdf.ours());
    ratio("pdf", pdf.ours() / pdf.usual());
    for (int count : rows) {
      word(count + " rows", "rows" + count, RenderBench.table(count), Math.max(3, runs / 6));
    }
    if (terminal.json()) {
      terminal.printJson(json);
    }
    return ExitCode.DONE.code();
  }

  private void word(String what, String key, RenderBench bench, int counted) throws IOException {
    print(what);
    List<RenderBench.Time> times = bench.compare(counted, List.of());
    times.forEach(time -> line("  Word, " + time.name(), time.milliseconds()));
    ratio(key, times.get(1).milliseconds() / times.get(0).milliseconds());
  }

  private void ratio(String key, double ratio) {
    json.put(key + "Ratio", ratio);
    print("  ratio                                      %8.2f".formatted(ratio));
  }

  private void line(String what, double milliseconds) {
    print("%-42s %8.1f ms".formatted(what, milliseconds));
  }

  private void print(String line) {
    if (!terminal.json()) {
      terminal.out().println(line);
    }
  }
}
