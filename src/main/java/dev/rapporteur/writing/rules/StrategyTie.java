package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.FigureEntry;
import dev.rapporteur.knowledge.Citation;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.writing.NarrativeBrief;
import dev.rapporteur.writing.SectionDraft.LabeledCitation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the one sentence of the strategy passages that bears on a section: it names an entity that
 * the section speaks of, or what its figures measure, and says what is planned or allowed.
 */
final class StrategyTie {
  private static final Pattern ENGLISH_END = Pattern.compile("(?<=[.!?])\\s+(?=[A-Z])");
  private static final Pattern CHINESE_END = Pattern.compile("(?<=[。！？；])");
  private static final Pattern NORM =
      Pattern.compile(
          "\\b(targets?|plan(?:s|ned)?|ceiling|goal|must|should|at least|not exceed|stay|reviewed)\\b"
              + "|目标|计划|要求|不得|不超过|不低于|上限|须|应",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = Pattern.compile("\\d");
  private static final Pattern DANGLING =
      Pattern.compile(
          "^(It|Its|They|Their|This|That|These|Those|He|She|Until|Therefore|Otherwise|The same|Such"
              + "|该|其|此|这|因此|否则|同样)\\b?.*");

  private final NarrativeBrief brief;
  private final boolean chinese;

  StrategyTie(NarrativeBrief brief) {
    this.brief = brief;
    this.chinese = brief.definition().isChinese();
  }

  /** A quote, its citation, and the entity it speaks of if the section does too. */
  record Tie(String quote, LabeledCitation citation, String document, Optional<Entity> entity) {}

  private record Candidate(String quote, int passage, Optional<Entity> entity, int score) {}

  /**
   * The sentence that bears most on the section; empty if none does.
   *
   * @param spokenOf the entities the section names, the most important first
   */
  Optional<Tie> best(List<Entity> spokenOf) {
    Candidate best = null;
    Set<String> terms = terms();
    for (int i = 0; i < brief.passages().size(); i++) {
      for (String sentence : sentences(brief.passages().get(i).text())) {
        Candidate candidate = rate(sentence, i, spokenOf, terms);
        if (candidate.score() > 0 && (best == null || candidate.score() > best.score())) {
          best = candidate;
        }
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    Passage passage = brief.passages().get(best.passage());
    return Optional.of(
        new Tie(
            best.quote(),
            new LabeledCitation(
                "p" + (best.passage() + 1), Citation.of(passage, best.quote())),
            passage.document().title(),
            best.entity()));
  }

  private List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
    for (String line : text.split("\\R\\R+|\\R(?=[-*•|\\d])")) {
      if (line.contains(" | ") || line.contains("|")) {
        continue;
      }
      String plain = line.replaceAll("\\s+", " ").strip();
      for (String sentence : (chinese ? CHINESE_END : ENGLISH_END).split(plain)) {
        String clean = sentence.replaceAll("^(?:[-*•]|\\d+[.、)])\\s*", "").strip();
        if (isQuotable(clean)) {
          sentences.add(clean);
        }
      }
    }
    return sentences;
  }

  private boolean isQuotable(String sentence) {
    int shortest = chinese ? 10 : 30;
    int longest = chinese ? 80 : 180;
    return sentence.length() >= shortest
        && sentence.length() <= longest
        && !DANGLING.matcher(sentence).matches()
        && !sentence.contains("{")
        && !sentence.contains("“")
        && !sentence.contains("\"")
        && !sentence.contains("*");
  }

  private Candidate rate(String sentence, int passage, List<Entity> spokenOf, Set<String> terms) {
    String folded = sentence.toLowerCase(Locale.ROOT);
    Optional<Entity> entity = Optional.empty();
    int score = 0;
    for (int i = 0; i < spokenOf.size() && entity.isEmpty(); i++) {
      if (names(sentence, spokenOf.get(i))) {
        entity = Optional.of(spokenOf.get(i));
        score += Math.max(2, 6 - i);
      }
    }
    int shared = 0;
    for (String term : terms) {
      shared += folded.contains(term) ? 1 : 0;
    }
    score += Math.min(4, shared);
    if (score == 0) {
      return new Candidate(sentence, passage, entity, 0);
    }
    score += NORM.matcher(sentence).find() ? 3 : 0;
    score += NUMBER.matcher(sentence).find() ? 2 : 0;
    String year = Integer.toString(brief.period().start().getYear());
    score += sentence.contains(year) ? 1 : 0;
    // Earlier passages fit the section's question better.
    return new Candidate(sentence, passage, entity, score * 4 - passage);
  }

  private boolean names(String sentence, Entity entity) {
    if (chinese) {
      return sentence.contains(entity.label());
    }
    return Pattern.compile("\\b" + Pattern.quote(entity.label()) + "\\b").matcher(sentence).find();
  }

  /** The words of what the section's figures measure. */
  private Set<String> terms() {
    Set<String> terms = new LinkedHashSet<>();
    for (FigureEntry entry : brief.figures()) {
      if (entry instanceof Figure figure && brief.section().figures().contains(figure.metric())) {
        String name =
            brief.definition().figures().stream()
                .filter(one -> one.id().equals(figure.metric()))
                .map(one -> one.name())
                .findFirst()
                .orElse("");
        if (chinese) {
          for (int i = 0; i + 2 <= name.length(); i++) {
            terms.add(name.substring(i, i + 2));
          }
        } else {
          for (String word : name.toLowerCase(Locale.ROOT).split("\\W+")) {
            if (word.length() > 4) {
              terms.add(word);
            }
          }
        }
      }
    }
    return terms;
  }
}
