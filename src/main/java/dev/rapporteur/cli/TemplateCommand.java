package dev.rapporteur.cli;

import dev.rapporteur.pipeline.PreviewContent;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.docx.StarterTemplate;
import dev.rapporteur.rendering.docx.WordRenderer;
import dev.rapporteur.rendering.docx.WordTemplate;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.yaml.YamlReportCatalog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapporteur template}: Word templates to start from and to look at. */
@Command(
    name = "template",
    description = "Word templates to start from and to look at.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    subcommands = {TemplateCommand.New.class, TemplateCommand.Preview.class})
final class TemplateCommand {

  /** {@code rapporteur template new}: a plain document that holds every tag of the report. */
  @Command(
      name = "new",
      description = "Writes a starter .docx that holds every tag of the report.",
      mixinStandardHelpOptions = true)
  static final class New implements Callable<Integer> {
    @Mixin Terminal terminal;

    @Parameters(paramLabel = "REPORT", description = "The report's name, as in tasks/.")
    String report;

    @Option(
        names = {"-o", "--out"},
        paramLabel = "FILE",
        description = "Where to; templates/REPORT/starter.docx if not given.")
    Path out;

    @Override
    public Integer call() throws IOException {
      ReportDefinition definition =
          new YamlReportCatalog(terminal.workspace().folder()).report(report);
      Path file =
          out == null
              ? terminal.workspace().templates().resolve(report).resolve("starter.docx")
              : out;
      byte[] starter = StarterTemplate.of(PreviewContent.of(definition));
      try (OutputStream stream = create(file)) {
        stream.write(starter);
      }
      tell(terminal, file);
      return ExitCode.DONE.code();
    }

    /** A file that is there already may be somebody's work. */
    private static OutputStream create(Path file) throws IOException {
      try {
        createFolder(file);
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException there) {
        throw new RapporteurException(
            FailureKind.DEFINITION, file + " is there already", "name another file with --out");
      }
    }
  }

  /** {@code rapporteur template preview}: the report's template filled with sample values. */
  @Command(
      name = "preview",
      description = "Fills the report's Word template with sample values.",
      mixinStandardHelpOptions = true)
  static final class Preview implements Callable<Integer> {
    @Mixin Terminal terminal;

    @Parameters(paramLabel = "REPORT", description = "The report's name, as in tasks/.")
    String report;

    @Option(
        names = {"-o", "--out"},
        paramLabel = "FILE",
        description = "Where to; output/REPORT/preview.docx if not given.")
    Path out;

    @Override
    public Integer call() throws IOException {
      ReportDefinition definition =
          new YamlReportCatalog(terminal.workspace().folder()).report(report);
      ReportContent content = PreviewContent.of(definition);
      WordTemplate template =
          WordTemplate.read(
              terminal.workspace().folder(), "templates/" + definition.templates().word());
      Path file =
          out == null ? terminal.workspace().output().resolve(report).resolve("preview.docx") : out;
      createFolder(file);
      try (OutputStream stream = Files.newOutputStream(file)) {
        new WordRenderer(template).render(content, stream);
      }
      tell(terminal, file);
      return ExitCode.DONE.code();
    }
  }

  private static void createFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  private static void tell(Terminal terminal, Path file) {
    if (terminal.json()) {
      terminal.printJson(Map.of("file", file.toString()));
    } else {
      terminal.out().println(file);
    }
  }
}
