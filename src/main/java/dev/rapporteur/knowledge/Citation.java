package dev.rapporteur.knowledge;

import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence's source: the document, where in it, and the words that bear it out.
 *
 * @param passageId the passage that was cited
 * @param document the document at the version that was cited
 * @param headings the headings above the quote, outermost first
 * @param page the page, where the format has pages
 * @param quote the words as they stand in the passage
 */
public record Citation(
    String passageId,
    StrategyDocument document,
    List<String> headings,
    OptionalInt page,
    String quote) {

  /** "2.1 Targets" and "3、目标" have a number; "2024年度目标" and "15 % more" do not. */
  private static final Pattern SECTION_NUMBER =
      Pattern.compile(
          "^(?:(?:Section|Chapter|Part)\\s+)?(\\d{1,2}(?:\\.\\d{1,2})*)(?:[.、．:：]|\\s(?!%)|$).*");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  public Citation {
    Objects.requireNonNull(passageId, "passageId");
    Objects.requireNonNull(document, "document");
    headings = List.copyOf(headings);
    Objects.requireNonNull(page, "page");
    if (quote.isBlank()) {
      throw new IllegalArgumentException("a citation of " + passageId + " needs a quote");
    }
  }

  /**
   * Cites words of a passage.
   *
   * @throws IllegalArgumentException if the words do not stand in the passage
   */
  public static Citation of(Passage passage, String quote) {
    if (!stands(quote, passage)) {
      throw new IllegalArgumentException("not in passage " + passage.id() + ": " + quote);
    }
    return new Citation(
        passage.id(), passage.document(), passage.headings(), passage.page(), quote.strip());
  }

  /** Whether the words stand in the passage; width of letters and spacing do not matter. */
  public static boolean stands(String quote, Passage passage) {
    String wanted = folded(quote);
    return !wanted.isEmpty() && folded(passage.text()).contains(wanted);
  }

  /**
   * The short form for a sentence's end: {@code [Regional strategy, 2.1]}, and in Chinese {@code
   * 〔《2024年度目标》第1节〕}.
   */
  public String label() {
    boolean chinese = document.language().startsWith("zh");
    String place = place(chinese);
    if (chinese) {
      return "〔《" + document.title() + "》" + place + "〕";
    }
    return "[" + document.title() + (place.isEmpty() ? "" : ", " + place) + "]";
  }

  private String place(boolean chinese) {
    if (!headings.isEmpty()) {
      String heading = headings.getLast();
      Matcher numbered = SECTION_NUMBER.matcher(heading);
      if (numbered.matches()) {
        return chinese ? "第" + numbered.group(1) + "节" : numbered.group(1);
      }
      if (!heading.equals(document.title())) {
        return heading;
      }
    }
    if (page.isPresent()) {
      return chinese ? "第" + page.getAsInt() + "页" : "p. " + page.getAsInt();
    }
    return "";
  }

  private static String folded(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return SPACE.matcher(normal).replaceAll("");
  }
}
