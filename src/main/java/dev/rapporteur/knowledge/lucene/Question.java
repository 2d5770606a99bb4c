package dev.rapporteur.knowledge.lucene;

import dev.rapporteur.knowledge.lucene.Words.Kind;
import dev.rapporteur.knowledge.lucene.Words.Term;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The terms of a query that say what is looked for. Words that only make it a question are left
 * out: they stand in every question and in few answers.
 *
 * @param terms each term once, in the order of the question
 * @param implied terms of other ways to say the same
 */
record Question(List<Term> terms, List<Term> implied) {
  private static final Pattern CHINESE_ASKING =
      Pattern.compile(
          "请问|请列出|请说明|多少|什么时候|什么样|什么|为什么|为何|何时|何地|何处|何种|哪一年|哪一个|哪一|哪几|哪些|哪个|哪里|哪年|哪位|"
              + "哪种|哪座|哪|怎么样|怎样|怎么|如何|几个|几年|是不是|是否|有没有|谁|吗|呢|嘛|吧|？|\\?");
  private static final Set<String> ENGLISH_ASKING =
      Set.of(
          "what", "which", "who", "whom", "whose", "when", "where", "why", "how", "many", "much",
          "did", "does", "do", "is", "are", "was", "were", "be", "been", "being", "the", "a", "an",
          "of", "in", "to", "for", "by", "on", "at", "with", "from", "as", "and", "or", "that",
          "this", "these", "those", "it", "its", "has", "have", "had", "can", "could", "would",
          "should", "will", "there", "their", "they", "s", "t", "into", "than", "about", "also");
  private static final Set<String> CHINESE_EMPTY =
      Set.of(
          "的", "了", "是", "在", "有", "和", "与", "及", "为", "于", "对", "从", "到", "中", "其", "之", "而", "被",
          "把", "这", "那", "个", "上", "下", "以", "等", "所", "也", "都", "就", "会", "要", "并", "或", "由", "将",
          "他", "她", "它", "们", "一");

  static Question of(String text, Words words, CharacterFolding folding, Synonyms synonyms) {
    String folded = folding.fold(text);
    String asked = CHINESE_ASKING.matcher(folded).replaceAll(" ");
    Map<String, Term> kept = new LinkedHashMap<>();
    for (Term term : words.of(asked)) {
      if (!empty(term, asked)) {
        kept.putIfAbsent(term.text(), term);
      }
    }
    Map<String, Term> implied = new LinkedHashMap<>();
    for (String other : synonyms.of(folded)) {
      for (Term term : words.of(other)) {
        if (term.kind() != Kind.CHARACTER
            && !empty(term, other)
            && !kept.containsKey(term.text())) {
          implied.putIfAbsent(term.text(), term);
        }
      }
    }
    return new Question(List.copyOf(kept.values()), List.copyOf(implied.values()));
  }

  private static boolean empty(Term term, String asked) {
    return switch (term.kind()) {
      case WORD -> ENGLISH_ASKING.contains(asked.substring(term.start(), term.end()));
      case CHARACTER -> CHINESE_EMPTY.contains(term.text());
      case PAIR ->
          CHINESE_EMPTY.contains(term.text().substring(0, 1))
              && CHINESE_EMPTY.contains(term.text().substring(1));
      case NUMBER, QUANTITY -> false;
    };
  }
}
