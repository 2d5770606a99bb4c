package dev.rapporteur.reading;

import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.ListItem;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two places of a report that cannot both be right.
 *
 * @param about what both are about
 * @param reason what differs, in one sentence
 * @param quote the words of one place
 * @param page its page, where the format has pages
 * @param otherQuote the words of the other
 * @param otherPage its page
 */
public record Contradiction(
    String about,
    String reason,
    String quote,
    OptionalInt page,
    String otherQuote,
    OptionalInt otherPage) {
  private static final Pattern SENTENCE =
      Pattern.compile("[^。；;!?！？]+?(?:[。；;！？]|\\.(?=\\s|$)|$)", Pattern.DOTALL);
  private static final Pattern ENGLISH_CHANGE =
      Pattern.compile(
          "(?i)^.{0,25}?\\b(?<direction>increased|grew|rose|decreased|declined|fell|dropped)\\s+(?:by\\s+)?"
              + "(?<percent>\\d+(?:\\.\\d+)?)\\s*(?:%|percent)");
  private static final Pattern CHINESE_CHANGE =
      Pattern.compile(
          "^[^，,]{0,24}[，,]?\\s*(?:同比|较上年同期|较上年|比上年)(?<direction>增长|增加|上升|提高|下降|减少|降低)了?\\s*"
              + "(?<percent>\\d+(?:\\.\\d+)?)\\s*[%％]");

  /** Contradictions among the indicators, and between them and what the text says of changes. */
  static List<Contradiction> in(List<Block> blocks, List<Indicator> indicators) {
    List<Contradiction> found = new ArrayList<>(among(indicators));
    for (Block block : blocks) {
      String text =
          switch (block) {
            case Paragraph paragraph -> paragraph.text();
            case ListItem item -> item.text();
            default -> "";
          };
      Matcher sentence = SENTENCE.matcher(text);
      while (sentence.find()) {
        said(sentence.group().strip(), block.page(), indicators).ifPresent(found::add);
      }
    }
    return List.copyOf(found);
  }

  /** The same number of the whole company, at the same time, with two values. */
  private static List<Contradiction> among(List<Indicator> indicators) {
    List<Contradiction> found = new ArrayList<>();
    List<Indicator> first = new ArrayList<>();
    for (Indicator each : indicators) {
      Optional<Concept> concept = Concept.of(each);
      if (concept.isEmpty() || StatedTime.of(each.period()).isEmpty()) {
        continue;
      }
      Optional<Indicator> known =
          first.stream().filter(other -> same(other, each, concept.get())).findFirst();
      if (known.isEmpty()) {
        first.add(each);
      } else if (known.get().value().compareTo(each.value()) != 0) {
        found.add(
            new Contradiction(
                each.name() + ", " + each.period(),
                known.get().value().toPlainString()
                    + " and "
                    + each.value().toPlainString()
                    + " "
                    + each.unit(),
                known.get().quote(),
                known.get().page(),
                each.quote(),
                each.page()));
      }
    }
    return found;
  }

  private static boolean same(Indicator one, Indicator two, Concept concept) {
    StatedTime time = StatedTime.of(two.period()).orElseThrow();
    StatedTime other = StatedTime.of(one.period()).orElseThrow();
    return Concept.of(one).filter(concept::equals).isPresent()
        && one.unit().equals(two.unit())
        && time.equals(other);
  }

  private static Optional<Contradiction> said(
      String sentence, int page, List<Indicator> indicators) {
    for (Concept concept : Concept.values()) {
      Matcher mention = concept.mention().matcher(sentence);
      if (!mention.find() || Concept.named(mention.group()).filter(concept::equals).isEmpty()) {
        continue;
      }
      boolean chinese = mention.group().codePoints().anyMatch(c -> c > 0x2E80);
      String rest = sentence.substring(mention.end());
      Matcher change = (chinese ? CHINESE_CHANGE : ENGLISH_CHANGE).matcher(rest);
      boolean whole = chinese || sentence.substring(0, mention.start()).strip().length() < 12;
      if (!change.find() || !whole) {
        continue;
      }
      List<Change> computed =
          Change.among(indicators).stream()
              .filter(each -> Concept.of(each.indicator()).filter(concept::equals).isPresent())
              .filter(each -> each.percent().isPresent())
              .toList();
      boolean down = change.group("direction").matches("(?i)de.*|fell|dropped|下降|减少|降低");
      BigDecimal percent = new BigDecimal(change.group("percent"));
      BigDecimal stated = down ? percent.negate() : percent;
      if (!computed.isEmpty() && computed.stream().noneMatch(each -> agrees(each, stated))) {
        Change nearest = computed.getFirst();
        return Optional.of(
            new Contradiction(
                nearest.indicator().name(),
                "the text says "
                    + stated.toPlainString()
                    + " %, the table gives "
                    + nearest.percent().orElseThrow().toPlainString()
                    + " % for "
                    + nearest.indicator().period(),
                sentence,
                page > 0 ? OptionalInt.of(page) : OptionalInt.empty(),
                nearest.indicator().quote(),
                nearest.indicator().page()));
      }
    }
    return Optional.empty();
  }

  /** Equal at the precision of the text; one unit of its last digit is left to rounding. */
  private static boolean agrees(Change change, BigDecimal stated) {
    BigDecimal exact =
        change
            .difference()
            .multiply(BigDecimal.valueOf(100))
            .divide(change.base().value().abs(), 6, RoundingMode.HALF_UP);
    BigDecimal step = BigDecimal.ONE.movePointLeft(Math.max(0, stated.scale()));
    return exact.subtract(stated).abs().compareTo(step) <= 0;
  }
}
