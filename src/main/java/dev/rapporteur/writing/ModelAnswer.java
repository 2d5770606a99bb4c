package dev.rapporteur.writing;

import dev.rapporteur.knowledge.Citation;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.writing.SectionDraft.LabeledCitation;
import dev.rapporteur.writing.SectionDraft.Paragraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model's answer, read and checked: paragraphs that may stand in a draft, or what is wrong. */
sealed interface ModelAnswer {

  /** The answer can be used. */
  record Usable(List<Paragraph> paragraphs) implements ModelAnswer {}

  /**
   * The answer cannot be used.
   *
   * @param reason for the model, in the report's language
   */
  record Broken(String reason) implements ModelAnswer {}

  /** Reads and checks an answer to a brief. */
  static ModelAnswer read(String answer, NarrativeBrief brief) {
    return new Reading(brief).read(answer);
  }

  /** One answer being read. */
  final class Reading {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PARAGRAPHS = 8;
    private static final int LONGEST = 6_000;
    private static final Pattern LABEL = Pattern.compile("\\[p(\\d{1,3})]");
    private static final Pattern BRACE = Pattern.compile("[{}]");
    private static final Pattern MARKUP =
        Pattern.compile("(?m)^\\s*(?:#{1,6}\\s|\\|)|\\*\\*|</?[a-z]+>|```");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private final NarrativeBrief brief;
    private final boolean chinese;

    Reading(NarrativeBrief brief) {
      this.brief = brief;
      this.chinese = brief.definition().isChinese();
    }

    ModelAnswer read(String answer) {
      JsonNode list;
      try {
        list = JSON.readTree(answer).path("paragraphs");
      } catch (JacksonException notJson) {
        return broken("it is not JSON", "不是 JSON");
      }
      if (!list.isArray() || list.isEmpty() || list.size() > PARAGRAPHS) {
        return broken("it needs one to " + PARAGRAPHS + " paragraphs", "应有一到" + PARAGRAPHS + "个段落");
      }
      List<Paragraph> paragraphs = new ArrayList<>();
      int length = 0;
      for (JsonNode one : list) {
        String text = one.path("text").asString("").strip();
        length += text.length();
        ModelAnswer problem = problem(text);
        if (problem != null) {
          return problem;
        }
        paragraphs.add(new Paragraph(text, one.path("bullet").asBoolean(false), citations(text)));
      }
      return length > LONGEST ? broken("it is too long", "篇幅过长") : new Usable(paragraphs);
    }

    private @org.jspecify.annotations.Nullable ModelAnswer problem(String text) {
      if (text.isEmpty()) {
        return broken("a paragraph is empty", "有空段落");
      }
      StringBuilder rest = new StringBuilder(text);
      for (FigureReference reference : FigureReference.in(text).reversed()) {
        if (brief.sheet().figure(reference.id()).isEmpty()) {
          return broken(
              "there is no figure {{" + reference.id() + "}}", "没有指标{{" + reference.id() + "}}");
        }
        rest.delete(reference.start(), reference.end());
      }
      if (BRACE.matcher(rest).find()) {
        return broken(
            "a reference is not written like {{ID}} or {{ID|magnitude}}",
            "引用应写作 {{ID}} 或 {{ID|magnitude}}");
      }
      Matcher label = LABEL.matcher(rest);
      while (label.find()) {
        int number = Integer.parseInt(label.group(1));
        if (number < 1 || number > brief.passages().size()) {
          return broken("there is no passage " + label.group(), "没有摘录" + label.group());
        }
      }
      if (MARKUP.matcher(rest).find()) {
        return broken("it contains Markdown", "含有 Markdown");
      }
      return language(rest.toString());
    }

    /** A Chinese text may name things in Latin letters, an English one hardly in Chinese. */
    private @org.jspecify.annotations.Nullable ModelAnswer language(String text) {
      long han = HAN.matcher(text).results().count();
      long letters = LETTER.matcher(text).results().count();
      if (chinese && han * 2 < letters) {
        return broken("", "应使用中文");
      }
      return !chinese && han * 4 > letters ? broken("it is not in English", "") : null;
    }

    private Broken broken(String english, String inChinese) {
      return new Broken(chinese ? inChinese : english);
    }

    private List<LabeledCitation> citations(String text) {
      Map<String, LabeledCitation> citations = new LinkedHashMap<>();
      Matcher label = LABEL.matcher(text);
      while (label.find()) {
        Passage passage = brief.passages().get(Integer.parseInt(label.group(1)) - 1);
        String sentence = Sentences.endingAt(text, label.start());
        String name = "p" + label.group(1);
        citations.computeIfAbsent(
            name,
            any ->
                new LabeledCitation(
                    any, Citation.of(passage, Sentences.closest(passage.text(), sentence))));
      }
      return List.copyOf(citations.values());
    }
  }
}
