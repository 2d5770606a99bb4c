package dev.rapporteur.writing.rules;

import dev.rapporteur.writing.NarrativeBrief;
import dev.rapporteur.writing.SectionDraft;
import dev.rapporteur.writing.SectionDraft.LabeledCitation;
import dev.rapporteur.writing.SectionDraft.Paragraph;
import dev.rapporteur.writing.SectionDraft.Writer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A section without figures of its own that comes after others: one item for each of them, its
 * first sentence, which answers that section's question.
 */
final class Summary {
  private static final Pattern FIRST_SENTENCE =
      Pattern.compile("^(?:“[^”]*”|[^。！？.!?“]|[.!?](?=\\S))*+(?:[。！？]|[.!?](?=\\s|$))");

  private Summary() {}

  static SectionDraft of(NarrativeBrief brief) {
    List<Paragraph> items =
        brief.earlier().stream()
            .filter(draft -> !draft.paragraphs().isEmpty())
            .flatMap(draft -> item(draft.paragraphs().getFirst()).stream())
            .toList();
    return new SectionDraft(brief.section().id(), items, Writer.RULES, "");
  }

  private static Optional<Paragraph> item(Paragraph paragraph) {
    Matcher sentence = FIRST_SENTENCE.matcher(paragraph.text());
    if (!sentence.find()) {
      return Optional.empty();
    }
    String text = sentence.group();
    List<LabeledCitation> citations =
        paragraph.citations().stream()
            .filter(one -> text.contains("[" + one.label() + "]"))
            .toList();
    return Optional.of(new Paragraph(text, true, citations));
  }
}
