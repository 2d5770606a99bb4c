package dev.rapporteur.review.web;

import dev.rapporteur.grounding.Finding;
import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.grounding.GroundedNarrative.SectionFinding;
import dev.rapporteur.grounding.GroundingVerdict.Contradicted;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ContentValue.Fields;
import dev.rapporteur.rendering.ContentValue.Rows;
import dev.rapporteur.rendering.ContentValue.Text;
import dev.rapporteur.rendering.NarrativeBlock;
import dev.rapporteur.rendering.NarrativeBlock.Piece.CitationMark;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.chart.ChartSvg;
import dev.rapporteur.review.DraftMarks;
import dev.rapporteur.review.DraftMarks.Accepted;
import dev.rapporteur.review.DraftMarks.Comment;
import dev.rapporteur.review.DraftMaterial;
import dev.rapporteur.review.KeptSection;
import dev.rapporteur.review.ReviewItem;
import dev.rapporteur.review.WorkingDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A draft as its page shows it.
 *
 * @param loose comments on paragraphs that are gone
 */
public record DraftPage(
    String title,
    String subtitle,
    String company,
    String period,
    String writtenBy,
    String dataAsOf,
    String language,
    List<KeyFigure> keyFigures,
    String keyChart,
    List<Section> sections,
    List<Source> sources,
    List<Thread> loose) {
  private static final double CHART_WIDTH = 640;

  /** A number of the first page; HTML. */
  public record KeyFigure(String name, String value, String unit, List<Change> changes) {}

  /** What a number of the first page is compared with. */
  public record Change(String label, String value, boolean up, boolean down) {}

  /**
   * @param lockedBy empty if it is not locked
   * @param chart SVG; empty if there is none
   * @param table HTML; empty if there is none
   */
  public record Section(
      String id,
      String number,
      String heading,
      String remark,
      String lockedBy,
      List<Paragraph> paragraphs,
      String chart,
      String table) {}

  /**
   * @param html the text with its links
   */
  public record Paragraph(
      String id, String html, boolean bullet, List<Flag> flags, List<Thread> threads) {}

  /**
   * A finding at the margin.
   *
   * @param figure the first figure that decides it; empty if none does
   */
  public record Flag(
      String key,
      String claim,
      boolean contradicted,
      String reason,
      String figure,
      String acceptedBy,
      String acceptedReason) {}

  /** A comment with its answers. */
  public record Thread(Comment first, List<Comment> answers) {}

  /** A source of the report. */
  public record Source(String number, String document, String heading, String quote) {}

  static DraftPage of(
      DraftMaterial material, WorkingDraft draft, ReviewItem item, DraftMarks marks) {
    GroundedNarrative narrative = material.ground(draft.narrative());
    ReportContent content = material.content(narrative);
    Map<String, ContentValue> root = content.root().values();
    String run = item.run().id();
    Map<String, Accepted> accepted =
        marks.accepted(run).stream()
            .collect(Collectors.toMap(Accepted::finding, Function.identity()));
    Map<String, String> locks =
        marks.locks(run).stream()
            .collect(Collectors.toMap(DraftMarks.Lock::section, DraftMarks.Lock::by));
    List<Thread> threads = threads(marks.comments(run));
    List<Fields> shown = ((Rows) root.get("sections")).rows();
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      KeptSection kept = draft.sections().get(i);
      sections.add(
          section(
              shown.get(i).values(),
              kept,
              narrative.sections().get(i),
              accepted,
              locks.getOrDefault(kept.id(), ""),
              threads));
    }
    List<Thread> loose =
        threads.stream().filter(one -> draft.sectionOf(one.first().paragraph()).isEmpty()).toList();
    return new DraftPage(
        text(root, "title"),
        text(root, "subtitle"),
        text(root, "company"),
        text(((Fields) root.get("period")).values(), "label"),
        text(root, "writtenBy"),
        text(root, "dataAsOf"),
        content.locale().toLanguageTag(),
        keyFigures(root),
        chart(root.get("keyChart")),
        sections,
        sources(root),
        loose);
  }

  private static Section section(
      Map<String, ContentValue> shown,
      KeptSection kept,
      GroundedNarrative.Section grounded,
      Map<String, Accepted> accepted,
      String lockedBy,
      List<Thread> threads) {
    NarrativeBlock block = ((ContentValue.Narrative) shown.get("narrative")).block();
    List<Paragraph> paragraphs = new ArrayList<>();
    for (int i = 0; i < grounded.paragraphs().size(); i++) {
      GroundedNarrative.Paragraph paragraph = grounded.paragraphs().get(i);
      List<CitationMark> marks =
          block.paragraphs().get(i).pieces().stream()
              .filter(CitationMark.class::isInstance)
              .map(CitationMark.class::cast)
              .toList();
      String id = kept.ids().get(i);
      paragraphs.add(
          new Paragraph(
              id,
              ReadingHtml.paragraph(paragraph, marks, kept.id()),
              paragraph.bullet(),
              paragraph.findings().stream()
                  .filter(Finding::flagged)
                  .map(finding -> flag(kept.id(), paragraph, finding, accepted))
                  .toList(),
              threads.stream().filter(one -> one.first().paragraph().equals(id)).toList()));
    }
    ContentValue table = shown.get("table");
    return new Section(
        kept.id(),
        text(shown, "number"),
        text(shown, "heading"),
        grounded.remark(),
        lockedBy,
        paragraphs,
        chart(shown.get("chart")),
        table instanceof ContentValue.Table one ? ReadingHtml.table(one.table()) : "");
  }

  private static Flag flag(
      String section,
      GroundedNarrative.Paragraph paragraph,
      Finding finding,
      Map<String, Accepted> accepted) {
    String key =
        ReviewItem.key(new SectionFinding(section, paragraph.sentenceOf(finding), finding));
    Optional<Accepted> by = Optional.ofNullable(accepted.get(key));
    String says =
        finding.verdict() instanceof Contradicted contradicted ? contradicted.dataSay() : "";
    return new Flag(
        key,
        finding.text(),
        finding.verdict() instanceof Contradicted,
        says.isEmpty() ? finding.reason() : says,
        finding.verdict().figures().stream().findFirst().orElse(""),
        by.map(Accepted::by).orElse(""),
        by.map(Accepted::reason).orElse(""));
  }

  private static List<Thread> threads(List<Comment> comments) {
    return comments.stream()
        .filter(one -> one.answers() == 0)
        .map(
            first ->
                new Thread(
                    first,
                    comments.stream().filter(one -> one.answers() == first.number()).toList()))
        .toList();
  }

  private static List<KeyFigure> keyFigures(Map<String, ContentValue> root) {
    return ((Rows) root.get("keyFigures"))
        .rows().stream()
            .map(Fields::values)
            .map(
                row -> {
                  List<Change> changes = new ArrayList<>();
                  for (String name : List.of("first", "second")) {
                    Map<String, ContentValue> change = ((Fields) row.get(name)).values();
                    if (!text(change, "label").isEmpty()) {
                      changes.add(
                          new Change(
                              text(change, "label"),
                              ReadingHtml.value(change.get("value")),
                              ((ContentValue.Flag) change.get("up")).set(),
                              ((ContentValue.Flag) change.get("down")).set()));
                    }
                  }
                  return new KeyFigure(
                      text(row, "name"),
                      ReadingHtml.value(row.get("value")),
                      text(row, "unit"),
                      changes);
                })
            .toList();
  }

  private static List<Source> sources(Map<String, ContentValue> root) {
    return ((Rows) root.get("sources"))
        .rows().stream()
            .map(Fields::values)
            .map(
                row ->
                    new Source(
                        text(row, "number"),
                        text(row, "document"),
                        text(row, "heading"),
                        text(row, "quote")))
            .toList();
  }

  private static String chart(ContentValue value) {
    return value instanceof ContentValue.Chart chart ? ChartSvg.of(chart.chart(), CHART_WIDTH) : "";
  }

  private static String text(Map<String, ContentValue> fields, String name) {
    return switch (fields.get(name)) {
      case Text text -> text.text();
      case ContentValue.Number number -> number.text();
      default -> "";
    };
  }
}
