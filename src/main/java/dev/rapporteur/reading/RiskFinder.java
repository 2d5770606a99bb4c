package dev.rapporteur.reading;

import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Heading;
import dev.rapporteur.knowledge.DocumentContent.ListItem;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import dev.rapporteur.knowledge.DocumentContent.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the risks that a report names: what stands under a heading of risks, headings that speak of
 * one themselves, and paragraphs of a risk section that open with the name of one.
 */
final class RiskFinder {
  private static final Pattern RISK_SECTION =
      Pattern.compile(
          "(?i)(?:item\\s+1a\\.?\\s*)?.*\\brisk factors\\b.*|.*(?:面临的|面对的|可能的|主要|重大|"
              + "相关)?风险(?:因素|提示|分析|及|和|与|$).*|.*可能面对的风险.*");
  private static final Pattern RISK_HEADING =
      Pattern.compile(
          "(?i).*\\b(?:risks?|uncertaint(?:y|ies)|legal proceedings|contingencies|litigation|"
              + "macroeconomic conditions|going concern)\\b.*|.*(?:风险|不确定性|重大诉讼|或有事项).*");
  private static final Pattern NO_RISK =
      Pattern.compile(
          "(?i).*(?:risk management (?:committee|officer)|no risk|不存在.*风险|风险管理委员会|风险投资|"
              + "风险控制措施|应对措施).*");
  private static final Pattern NAMED =
      Pattern.compile(
          "^\\s*(?:[（(]?[\\d一二三四五六七八九十]{1,3}[)）、.．]\\s*|[①-⑳]\\s*|[•●\\-–—*]\\s*)([^。：:；;]"
              + "{2,40}?(?:风险|不确定性|risks?))\\s*[。：:；;.]?(.*)$",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBERING =
      Pattern.compile("^(?:[（(]?[\\d一二三四五六七八九十]{1,3}[)）、.．]+\\s*(?!\\d)|[①-⑳•●\\-–—*]\\s*)+");
  private static final Pattern TELLING =
      Pattern.compile(
          "(?i).*(?:risk|could|may |adverse|uncertain|fluctuat|exposure|expos|风险|可能|"
              + "不利|影响|波动|下降|不确定).*");
  private static final Pattern SENTENCE =
      Pattern.compile(".+?(?:[。！？]|[.!?](?=\\s+[A-Z“\"(]|\\s*$)|$)", Pattern.DOTALL);

  private static final int LONGEST_HEADING = 160;

  private final Map<String, Risk> found = new LinkedHashMap<>();

  static List<Risk> in(List<Block> blocks) {
    RiskFinder finder = new RiskFinder();
    finder.read(blocks);
    return List.copyOf(finder.found.values());
  }

  private void read(List<Block> blocks) {
    int sectionLevel = 0;
    for (int i = 0; i < blocks.size(); i++) {
      switch (blocks.get(i)) {
        case Heading heading -> {
          if (sectionLevel > 0 && heading.level() <= sectionLevel) {
            sectionLevel = 0;
          }
          boolean section = RISK_SECTION.matcher(heading.text()).matches();
          boolean named = RISK_HEADING.matcher(heading.text()).matches();
          if ((section || named || sectionLevel > 0)
              && !NO_RISK.matcher(heading.text()).matches()) {
            add(heading.text(), heading.page(), below(blocks, i));
          }
          if (section && sectionLevel == 0) {
            sectionLevel = heading.level();
          }
        }
        case Paragraph paragraph -> {
          named(paragraph.page(), paragraph.text(), blocks, i);
          if (sectionLevel > 0 && leads(paragraph, blocks, i)) {
            add(paragraph.text(), paragraph.page(), below(blocks, i));
          }
        }
        case ListItem item -> named(item.page(), item.text(), blocks, i);
        case Table table -> {}
      }
    }
  }

  /** One short sentence above a long paragraph: a heading in a format that marks none. */
  private static boolean leads(Paragraph paragraph, List<Block> blocks, int i) {
    String text = paragraph.text().strip();
    return text.length() <= LONGEST_HEADING
        && !text.matches("(?s).*[:：,，]|.*[.!?。！？]\\s*\\S.*")
        && i + 1 < blocks.size()
        && blocks.get(i + 1) instanceof Paragraph below
        && below.text().length() > LONGEST_HEADING;
  }

  /** A paragraph or list item that opens with the name of a risk. */
  private void named(int page, String text, List<Block> blocks, int i) {
    Matcher named = NAMED.matcher(text);
    if (named.matches() && !NO_RISK.matcher(named.group(1)).matches()) {
      Optional<String> quote = lead(named.group(2)).or(() -> below(blocks, i));
      add(named.group(1).strip(), page, quote);
    }
  }

  private void add(String name, int page, Optional<String> quote) {
    String risk = NUMBERING.matcher(name.strip()).replaceFirst("");
    quote.ifPresent(
        words ->
            found.putIfAbsent(
                risk,
                new Risk(risk, page > 0 ? OptionalInt.of(page) : OptionalInt.empty(), words)));
  }

  /** The telling sentence of the text below a heading. */
  private static Optional<String> below(List<Block> blocks, int i) {
    for (int j = i + 1; j < Math.min(blocks.size(), i + 3); j++) {
      String text =
          switch (blocks.get(j)) {
            case Paragraph paragraph -> paragraph.text();
            case ListItem item -> item.text();
            case Heading heading -> "";
            case Table table -> "";
          };
      if (text.isEmpty()) {
        return Optional.empty();
      }
      Optional<String> lead = lead(text);
      if (lead.isPresent()) {
        return lead;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> lead(String text) {
    List<String> sentences = new ArrayList<>();
    Matcher sentence = SENTENCE.matcher(text.strip());
    while (sentence.find() && sentences.size() < 4) {
      if (sentence.group().strip().length() > 7) {
        sentences.add(sentence.group().strip());
      }
    }
    return sentences.stream()
        .filter(each -> TELLING.matcher(each).matches())
        .findFirst()
        .or(() -> sentences.stream().findFirst());
  }
}
