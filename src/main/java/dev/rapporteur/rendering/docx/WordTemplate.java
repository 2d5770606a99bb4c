package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.NarrativeBlock;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.TagCheck;
import dev.rapporteur.rendering.TagException;
import dev.rapporteur.rendering.TagFault;
import dev.rapporteur.rendering.TagTree;
import dev.rapporteur.rendering.TagWording;
import dev.rapporteur.rendering.docx.WordLeaf.Surroundings.Kind;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A company's Word file with tags, read once and filled many times. It is inspected when it is
 * read; what only has to be copied is packed then, what has to be filled is cut into bytes and
 * places.
 */
public final class WordTemplate {
  private final String file;
  private final CompiledPackage compiled;

  private WordTemplate(String file, CompiledPackage compiled) {
    this.file = file;
    this.compiled = compiled;
  }

  /**
   * Reads a template of a workspace.
   *
   * @param workspace its folder
   * @param file path in the workspace, also used in messages
   * @throws InvalidDefinitionException naming every tag that is malformed, unclosed or misplaced,
   *     with its place
   * @throws RefusedPackageException if the file is damaged or carries what is not allowed
   */
  public static WordTemplate read(Path workspace, String file) throws IOException {
    return read(file, Files.readAllBytes(workspace.resolve(file)));
  }

  /** As above, from bytes. */
  public static WordTemplate read(String file, byte[] docx) {
    return new WordTemplate(file, TemplateCompiler.compile(file, PackageReader.read(docx)));
  }

  /** Its path in the workspace. */
  public String file() {
    return file;
  }

  CompiledPackage compiled() {
    return compiled;
  }

  /** The fault as a mistake in this file, with its place. */
  DefinitionError error(TagFault fault) {
    return compiled.offsets().error(file, fault);
  }

  /**
   * Every tag that asks for what the content does not have, and every section that the template
   * shows nowhere; empty if the template fits.
   *
   * @param content of the report the template is for; sample values will do
   */
  public List<DefinitionError> check(ReportContent content) {
    List<TagFault> faults = new ArrayList<>();
    Set<NarrativeBlock> shown = new LinkedHashSet<>();
    TagWording wording = new TagWording(content.locale());
    for (List<TagTree<WordLeaf>> part : compiled.filled().values()) {
      checkPart(part, TagCheck.of(content.root(), faults::add), wording, faults, shown);
    }
    List<DefinitionError> errors = new ArrayList<>(faults.stream().map(this::error).toList());
    narratives(content.root()).values().stream()
        .filter(block -> !shown.contains(block))
        .map(
            block ->
                new DefinitionError(
                    file,
                    0,
                    0,
                    "the text of section \"" + block.id() + "\" is shown nowhere",
                    "add {{section." + block.id() + ".narrative}} in a paragraph of its own"))
        .forEach(errors::add);
    return errors;
  }

  private static void checkPart(
      List<TagTree<WordLeaf>> part,
      TagCheck check,
      TagWording wording,
      List<TagFault> faults,
      Set<NarrativeBlock> shown) {
    TagTree.check(
        part,
        check,
        (leaf, here) -> {
          switch (leaf) {
            case WordLeaf.Inline inline -> {
              for (ContentValue value : here.values(inline.tag())) {
                if (!(value instanceof ContentValue.Image)
                    && collect(() -> wording.words(inline.tag(), value), faults)) {
                  break;
                }
              }
            }
            case WordLeaf.Alone alone -> {
              for (ContentValue value : here.values(alone.tag())) {
                if (value instanceof ContentValue.Narrative narrative) {
                  shown.add(narrative.block());
                }
                if (collect(() -> checkAlone(alone, value, wording), faults)) {
                  break;
                }
              }
            }
            case WordLeaf.Drawn drawn -> {
              List<ContentValue> values = here.values(drawn.tag());
              if (!values.isEmpty()
                  && values.stream().noneMatch(ContentValue.Chart.class::isInstance)) {
                collect(() -> LeafWriter.chartOf(drawn.tag(), values.getFirst()), faults);
              }
            }
            case WordLeaf.Heading heading ->
                checkPart(heading.words(), here, wording, faults, shown);
            default -> {}
          }
        });
  }

  private static void checkAlone(WordLeaf.Alone alone, ContentValue value, TagWording wording) {
    LeafWriter.refuseOutsideOfFlow(alone, value)
        .ifPresent(
            fault -> {
              throw new TagException(fault);
            });
    if (!value.standsAlone() && !(value instanceof ContentValue.Image)) {
      wording.words(alone.tag(), value);
    }
  }

  /** Runs a check and keeps its fault; whether there was one. */
  private static boolean collect(Runnable check, List<TagFault> faults) {
    try {
      check.run();
      return false;
    } catch (TagException refused) {
      faults.add(refused.fault());
      return true;
    }
  }

  /** The narratives of a report by their ids. */
  private static Map<String, NarrativeBlock> narratives(ContentValue value) {
    Map<String, NarrativeBlock> found = new LinkedHashMap<>();
    switch (value) {
      case ContentValue.Narrative narrative -> found.put(narrative.block().id(), narrative.block());
      case ContentValue.Fields group ->
          group.values().values().forEach(inner -> found.putAll(narratives(inner)));
      case ContentValue.Rows list -> list.rows().forEach(row -> found.putAll(narratives(row)));
      default -> {}
    }
    return found;
  }

  /**
   * What the compiler makes of a template.
   *
   * @param copied parts that are written as they are
   * @param filled parts with tags, by name
   * @param kinds what each of them is
   * @param relations relationships of the filled parts and of the package, by the part they are
   *     from
   * @param defaultTypes content types by extension
   * @param overrides content types by part
   * @param headings the headings of the main part, with the loops and conditions they are in
   * @param hasContents whether the main part has a table of contents
   * @param firstNote number of the first added footnote, or 0 where there are none
   */
  record CompiledPackage(
      String mainPart,
      List<PackedPart> copied,
      Map<String, List<TagTree<WordLeaf>>> filled,
      Map<String, Kind> kinds,
      List<TagTree<WordLeaf>> headings,
      boolean hasContents,
      Map<String, List<Relationship>> relations,
      Map<String, String> defaultTypes,
      Map<String, String> overrides,
      WordStyles styles,
      ChartColors colors,
      int firstNote,
      Optional<String> notesPart,
      TagOffsets offsets) {}
}
