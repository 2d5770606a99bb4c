package dev.rapporteur.pipeline;

import dev.rapporteur.rendering.DocumentRenderer;
import dev.rapporteur.rendering.docx.WordRenderer;
import dev.rapporteur.rendering.docx.WordTemplate;
import dev.rapporteur.rendering.html.HtmlRenderer;
import dev.rapporteur.rendering.html.HtmlTemplate;
import dev.rapporteur.rendering.markdown.MarkdownRenderer;
import dev.rapporteur.rendering.pdf.DocumentFonts;
import dev.rapporteur.rendering.pdf.FormRenderer;
import dev.rapporteur.rendering.pdf.FormTemplate;
import dev.rapporteur.rendering.pdf.PdfRenderer;
import dev.rapporteur.rendering.sheet.WorkbookRenderer;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.TemplateSet;
import dev.rapporteur.report.Sha256;
import dev.rapporteur.report.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The templates of a workspace, compiled once for as long as their files do not change. */
public final class WorkspaceTemplates implements DraftRenderers {
  private static final Logger log = LoggerFactory.getLogger(WorkspaceTemplates.class);

  private final Workspace workspace;
  private final DocumentFonts fonts;
  private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

  private record Compiled(String sha256, DocumentRenderer renderer) {}

  private interface Compiler {
    DocumentRenderer compile(String name, byte[] bytes) throws IOException;
  }

  /**
   * Templates of a workspace; fonts in its folder {@code fonts} are tried after the product's own.
   */
  public WorkspaceTemplates(Workspace workspace) {
    this.workspace = workspace;
    Path own = workspace.folder().resolve("fonts");
    this.fonts = Files.isDirectory(own) ? DocumentFonts.with(own) : DocumentFonts.standard();
  }

  /** {@inheritDoc} A wrong template is reported by who needs it. */
  @Override
  public void prepare(ReportDefinition definition) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                of(definition);
              } catch (InvalidDefinitionException laterReported) {
                log.debug("a template is wrong", laterReported);
              }
            });
  }

  @Override
  public List<DraftFile> of(ReportDefinition definition) {
    TemplateSet templates = definition.templates();
    List<DraftFile> files = new ArrayList<>();
    files.add(
        new DraftFile(
            "word",
            ".docx",
            renderer(
                "word",
                templates.word(),
                (name, bytes) -> new WordRenderer(WordTemplate.read(name, bytes)))));
    Path folder = workspace.templates().resolve(templates.pdf()).getParent();
    files.add(
        new DraftFile(
            "pdf",
            ".pdf",
            renderer(
                "pdf",
                templates.pdf(),
                (name, bytes) -> new PdfRenderer(print(name, bytes), folder, fonts))));
    templates
        .form()
        .map(
            form ->
                renderer(
                    "form",
                    form,
                    (name, bytes) -> new FormRenderer(FormTemplate.compile(name, bytes), fonts)))
        .ifPresent(form -> files.add(new DraftFile("form", "-form.pdf", form)));
    definition.outputs().stream()
        .sorted()
        .map(
            output ->
                switch (output) {
                  case WORKBOOK -> new DraftFile("workbook", ".xlsx", new WorkbookRenderer());
                  case MARKDOWN -> new DraftFile("markdown", ".md", new MarkdownRenderer());
                  case HTML ->
                      new DraftFile(
                          "html",
                          ".html",
                          renderer(
                              "html",
                              templates.pdf(),
                              (name, bytes) -> new HtmlRenderer(print(name, bytes), folder)));
                })
        .forEach(files::add);
    return files;
  }

  private static HtmlTemplate print(String name, byte[] bytes) {
    return HtmlTemplate.compile(name, new String(bytes, StandardCharsets.UTF_8));
  }

  private DocumentRenderer renderer(String kind, String template, Compiler compiler) {
    String name = "templates/" + template;
    Path file = workspace.templates().resolve(template).normalize();
    if (!file.startsWith(workspace.templates())) {
      throw wrong(name, "it lies outside of the folder templates", "");
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      String sha256 = Sha256.of(bytes);
      // Who comes while another compiles waits for the result.
      return compiled
          .compute(
              kind + " " + template,
              (any, known) ->
                  known != null && known.sha256().equals(sha256)
                      ? known
                      : new Compiled(sha256, compiled(compiler, name, bytes)))
          .renderer();
    } catch (UncheckedIOException fault) {
      throw wrong(name, "it cannot be read: " + fault.getCause().getMessage(), "");
    } catch (NoSuchFileException missing) {
      throw wrong(name, "there is no such file", "the report's templates name it");
    } catch (IOException fault) {
      throw wrong(name, "it cannot be read: " + fault.getMessage(), "");
    }
  }

  private static DocumentRenderer compiled(Compiler compiler, String name, byte[] bytes) {
    try {
      return compiler.compile(name, bytes);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static InvalidDefinitionException wrong(String file, String message, String hint) {
    return new InvalidDefinitionException(List.of(new DefinitionError(file, 0, 0, message, hint)));
  }
}
