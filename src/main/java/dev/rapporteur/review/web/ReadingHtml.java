package dev.rapporteur.review.web;

import dev.rapporteur.grounding.BoundSpan;
import dev.rapporteur.grounding.Claim;
import dev.rapporteur.grounding.Finding;
import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.grounding.GroundingVerdict;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.NarrativeBlock.Piece.CitationMark;
import dev.rapporteur.rendering.ReportTable;
import dev.rapporteur.review.WordDiff;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

/**
 * Texts and tables of a draft as HTML in which every number is a link to its way back. A page has
 * hundreds of them, so they are written here and not by the template; everything is escaped.
 */
final class ReadingHtml {
  private ReadingHtml() {}

  /** A paragraph with its numbers, its citations, and marks on what the data do not bear out. */
  static String paragraph(
      GroundedNarrative.Paragraph paragraph, List<CitationMark> marks, String section) {
    int[] points = paragraph.text().codePoints().toArray();
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, points.length));
    paragraph.figures().forEach(span -> cuts.addAll(List.of(span.start(), span.end())));
    paragraph.findings().forEach(one -> cuts.addAll(List.of(one.start(), one.end())));
    paragraph.citations().forEach(mark -> cuts.add(Math.min(mark.offset(), points.length)));
    StringBuilder html = new StringBuilder(points.length * 3);
    int cited = 0;
    int from = 0;
    for (int to : cuts) {
      if (to > from) {
        stretch(html, paragraph, from, to, new String(points, from, to - from));
      }
      while (cited < paragraph.citations().size()
          && paragraph.citations().get(cited).offset() <= to) {
        if (cited < marks.size()) {
          citation(html, marks.get(cited), section);
        }
        cited++;
      }
      from = to;
    }
    return html.toString();
  }

  private static void stretch(
      StringBuilder html, GroundedNarrative.Paragraph paragraph, int from, int to, String words) {
    String figure =
        paragraph.figures().stream()
            .filter(span -> span.start() <= from && to <= span.end())
            .map(BoundSpan::figureId)
            .findFirst()
            .orElse("");
    Finding finding =
        paragraph.findings().stream()
            .filter(one -> one.start() <= from && to <= one.end())
            .filter(one -> one.flagged() || figure.isEmpty())
            .findFirst()
            .orElse(null);
    if (figure.isEmpty() && finding != null && restsOnFigures(finding)) {
      figure(html, finding.verdict().figures().getFirst(), kind(finding), words);
    } else if (!figure.isEmpty()) {
      figure(html, figure, finding == null ? "" : kind(finding), words);
    } else if (finding != null && finding.flagged()) {
      html.append("<mark class=\"").append(kind(finding)).append("\">");
      escape(html, words);
      html.append("</mark>");
    } else {
      escape(html, words);
    }
  }

  /** A quotation rests on a passage, which its citation opens. */
  private static boolean restsOnFigures(Finding finding) {
    return !(finding.claim() instanceof Claim.CitationClaim)
        && !finding.verdict().figures().isEmpty();
  }

  private static String kind(Finding finding) {
    return switch (finding.verdict()) {
      case GroundingVerdict.Supported ignored -> "";
      case GroundingVerdict.Contradicted ignored -> "contradicted";
      case GroundingVerdict.Unverifiable ignored -> "unsupported";
    };
  }

  private static void figure(StringBuilder html, String id, String kind, String words) {
    html.append("<a class=\"figure");
    if (!kind.isEmpty()) {
      html.append(' ').append(kind);
    }
    html.append("\" href=\"?figure=").append(encoded(id)).append("#evidence\">");
    escape(html, words);
    html.append("</a>");
  }

  private static void citation(StringBuilder html, CitationMark mark, String section) {
    html.append("<a class=\"cite\" href=\"?section=")
        .append(encoded(section))
        .append("&amp;source=")
        .append(mark.number())
        .append("#evidence\" title=\"");
    escape(html, mark.source());
    html.append("\">[").append(mark.number()).append("]</a>");
  }

  /** A cell or a key figure. */
  static String value(ContentValue value) {
    StringBuilder html = new StringBuilder();
    switch (value) {
      case ContentValue.Number number -> {
        if (number.figureId().isEmpty()) {
          escape(html, number.text());
        } else {
          figure(html, number.figureId(), "", number.text());
        }
      }
      case ContentValue.Text text -> escape(html, text.text());
      default -> throw new IllegalArgumentException("no cell: " + value);
    }
    return html.toString();
  }

  static String table(ReportTable table) {
    StringBuilder html = new StringBuilder("<table><caption>");
    escape(html, table.caption());
    html.append("</caption><thead><tr>");
    for (ReportTable.Column column : table.columns()) {
      html.append(column.number() ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">");
      escape(html, column.label());
      if (!column.unit().isEmpty()) {
        html.append(" <span class=\"unit\">");
        escape(html, column.unit());
        html.append("</span>");
      }
      html.append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (ReportTable.Row row : table.rows()) {
      html.append(row.total() ? "<tr class=\"total\">" : "<tr>");
      for (int i = 0; i < row.cells().size(); i++) {
        html.append(table.columns().get(i).number() ? "<td class=\"number\">" : "<td>")
            .append(value(row.cells().get(i)))
            .append("</td>");
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  /**
   * The differences of two texts in one.
   *
   * @param without the side that is left out; nothing is left out where it is {@code SAME}
   */
  static String diff(WordDiff diff, WordDiff.Kind without) {
    StringBuilder html = new StringBuilder();
    for (WordDiff.Piece piece : diff.pieces()) {
      if (piece.kind() == without && without != WordDiff.Kind.SAME) {
        continue;
      }
      switch (piece.kind()) {
        case SAME -> escape(html, piece.text());
        case REMOVED -> tag(html, "del", piece.text());
        case ADDED -> tag(html, "ins", piece.text());
      }
    }
    return html.toString();
  }

  private static void tag(StringBuilder html, String name, String text) {
    html.append('<').append(name).append('>');
    escape(html, text);
    html.append("</").append(name).append('>');
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void escape(StringBuilder html, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '&' -> html.append("&amp;");
        case '"' -> html.append("&quot;");
        default -> html.append(c);
      }
    }
  }
}
