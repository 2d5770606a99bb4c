package dev.rapporteur.pipeline;

import dev.rapporteur.rendering.DocumentRenderer;
import dev.rapporteur.rendering.docx.WordRenderer;
import dev.rapporteur.rendering.docx.WordTemplate;
import dev.rapporteur.rendering.html.HtmlTemplate;
import dev.rapporteur.rendering.pdf.DocumentFonts;
import dev.rapporteur.rendering.pdf.PdfRenderer;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.ReportDefinition.TemplateSet;
import dev.rapporteur.report.Sha256;
import dev.rapporteur.report.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
  public void prepare(TemplateSet templates) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                pdf(templates);
                word(templates);
              } catch (InvalidDefinitionException laterReported) {
                log.debug("a template is wrong", laterReported);
              }
            });
  }

  @Override
  public DocumentRenderer word(TemplateSet templates) {
    return renderer(
        templates.word(), (name, bytes) -> new WordRenderer(WordTemplate.read(name, bytes)));
  }

  @Override
  public DocumentRenderer pdf(TemplateSet templates) {
    Path folder = workspace.templates().resolve(templates.pdf()).getParent();
    return renderer(
        templates.pdf(),
        (name, bytes) ->
            new PdfRenderer(
                HtmlTemplate.compile(
                    name, new String(bytes, java.nio.charset.StandardCharsets.UTF_8)),
                folder,
                fonts));
  }

  private DocumentRenderer renderer(String template, Compiler compiler) {
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
              template,
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
