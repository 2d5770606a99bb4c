package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import dev.rapporteur.grounding.MetricSense.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The entities that a sentence speaks of, in its order: names and lists of names, and what "the
 * former", "the two" and "the top three" stand for.
 */
final class Mentions {
  private static final Pattern THREE = Pattern.compile(".*(three|trio|三).*");
  private static final Pattern FOUR = Pattern.compile(".*(four|quartet|四).*");
  private static final Set<String> BEFORE_RIVAL =
      Set.of("that", "those", "'", "s", "in", "at", "了", "为", "of", "sales", "from", "the");
  private static final Set<String> COMPARED = Set.of("相比", "相较", "对比", "比起来", "比较", "compared");

  /**
   * Entities named at one place.
   *
   * @param first its first token
   * @param last its last token
   * @param members per place of a list the entities that the name may mean
   * @param rival whether something else is compared with it
   */
  record Mention(int first, int last, List<List<Integer>> members, boolean rival) {
    Mention {
      members = List.copyOf(members);
    }

    boolean list() {
      return members.size() > 1;
    }

    List<Integer> entities() {
      List<Integer> all = new ArrayList<>();
      members.forEach(member -> all.add(member.get(0)));
      return all;
    }
  }

  private final Sentence sentence;
  private final FactTable table;
  private final List<Mention> recent;
  private final List<Mention> mentions = new ArrayList<>();
  private final Set<Integer> selecting = new LinkedHashSet<>();

  /**
   * @param recent mentions of earlier sentences, oldest first
   */
  Mentions(Sentence sentence, FactTable table, List<Mention> recent) {
    this.sentence = sentence;
    this.table = table;
    this.recent = recent;
    for (int i = 0; i < sentence.size(); i++) {
      i = read(i);
    }
  }

  List<Mention> all() {
    return mentions;
  }

  /** Whether the number at a token only selects, as three in "the top three". */
  boolean selects(int i) {
    return selecting.contains(i);
  }

  private int read(int i) {
    Token token = sentence.at(i);
    if (token instanceof Token.Name) {
      return names(i);
    }
    if (token.is(Cue.FORMER) || token.is(Cue.LATTER)) {
      List<List<Integer>> pair = lastMembers(2);
      if (pair.size() >= 2) {
        mentions.add(
            new Mention(
                i,
                i,
                List.of(token.is(Cue.FORMER) ? pair.get(0) : pair.get(pair.size() - 1)),
                rival(i, i)));
      }
      return i;
    }
    if (token instanceof Token.Mark mark
        && mark.is(Cue.PAIR)
        && (sentence.is(i + 1, Cue.LARGEST) || sentence.is(i + 1, Cue.TOPN))) {
      topOf(i, size(mark));
      return i;
    }
    if (token instanceof Token.Mark mark
        && mark.is(Cue.PAIR)
        && !(i + 1 < sentence.size() && sentence.at(i + 1) instanceof Token.Name)) {
      int size = size(mark);
      List<List<Integer>> members = lastMembers(size);
      if (members.size() == size) {
        mentions.add(new Mention(i, i, members, rival(i, i)));
      }
      return i;
    }
    if (token instanceof Token.Num number && number.quantity().kind() == NumberKind.RANK) {
      ranked(i, number.quantity().value());
    } else if (token instanceof Token.Num number) {
      top(i, number);
    }
    return i;
  }

  private static int size(Token.Mark mark) {
    return THREE.matcher(mark.text()).matches() ? 3 : FOUR.matcher(mark.text()).matches() ? 4 : 2;
  }

  private int names(int i) {
    List<List<Integer>> members = new ArrayList<>();
    int last = i;
    int next = i;
    while (next < sentence.size()
        && sentence.at(next) instanceof Token.Name name
        && (next == i || sentence.clauseOf(next) == sentence.clauseOf(i))) {
      members.add(name.entities());
      last = next;
      next = possessive(next) + 1;
      while (next < sentence.size()
          && (sentence.joins(next)
              || sentence.at(next) instanceof Token.Punctuation sign
                  && (sign.sign() == ',' || sign.sign() == '，'))) {
        next++;
      }
      if (next == last + 1) {
        break;
      }
      if (next < sentence.size() && sentence.is(next, Cue.LEAD_IN)) {
        next++;
      }
    }
    mentions.add(new Mention(i, last, members, rival(i, last)));
    return last;
  }

  private int possessive(int i) {
    return i + 1 < sentence.size()
            && sentence.at(i + 1) instanceof Token.Word s
            && s.text().equals("s")
        ? i + 1
        : i;
  }

  /** 比第二名少: the one that holds the second place is compared with. */
  private void ranked(int i, double rank) {
    List<List<Integer>> last = lastMembers(1);
    if (last.isEmpty()
        || !(sentence.is(i - 1, Cue.THAN)
            || sentence.is(i - 1, Cue.BEAT)
            || sentence.is(i - 1, Cue.TRAIL))) {
      return;
    }
    for (FactTable.Group group : table.groupsOf(last.get(0).get(0))) {
      for (int entity : group.entities()) {
        if (table.entries(entity, Role.RANK, table.month()).stream()
            .anyMatch(entry -> entry.value() == rank)) {
          selecting.add(i);
          mentions.add(new Mention(i, i, List.of(List.of(entity)), true));
          return;
        }
      }
    }
  }

  /** The top three: the entities with the first ranks of the kind that is named next. */
  private void top(int i, Token.Num number) {
    if (number.quantity().kind() != NumberKind.COUNT
        || number.quantity().value() > 20
        || number.quantity().value() < 2) {
      return;
    }
    boolean before = sentence.is(i - 1, Cue.TOPN);
    boolean after = sentence.is(i + 1, Cue.LARGEST) || sentence.is(i + 1, Cue.TOPN);
    if (!before && !after) {
      whole(i, number);
      return;
    }
    selecting.add(i);
    topOf(i, (int) number.quantity().value());
  }

  private void topOf(int i, int size) {
    Set<String> dimensions = new LinkedHashSet<>();
    for (int k = i - 1; k <= Math.min(sentence.size() - 1, i + 4); k++) {
      if (k >= 0 && sentence.at(k) instanceof Token.Mark mark) {
        dimensions.addAll(mark.meaning().dimensions());
      }
    }
    for (int k = 0; k < sentence.size() && dimensions.isEmpty(); k++) {
      if (sentence.at(k) instanceof Token.Mark mark) {
        dimensions.addAll(mark.meaning().dimensions());
      }
    }
    List<List<Integer>> before = lastMembers(1);
    List<FactTable.Group> candidates = new ArrayList<>();
    if (dimensions.isEmpty() && !before.isEmpty()) {
      candidates.addAll(table.groupsOf(before.get(0).get(0)));
    }
    table.groups().forEach(candidates::add);
    for (FactTable.Group group : candidates) {
      if (dimensions.isEmpty() || group.dimensions().stream().anyMatch(dimensions::contains)) {
        List<List<Integer>> members = largest(group, size);
        if (members.size() == size) {
          mentions.add(new Mention(i, i, members, false));
          return;
        }
      }
    }
  }

  /** "The six main regions" where the facts list six: all of them. */
  private void whole(int i, Token.Num number) {
    boolean summed = false;
    for (int k = sentence.start(i); k < sentence.end(i); k++) {
      summed |= sentence.is(k, Cue.TOGETHER) || sentence.is(k, Cue.SHARE);
    }
    if (!summed) {
      return;
    }
    for (int k = i; k <= Math.min(sentence.size() - 1, i + 3); k++) {
      if (k > i && sentence.at(k) instanceof Token.Num) {
        return;
      }
      if (sentence.at(k) instanceof Token.Mark mark && !mark.meaning().dimensions().isEmpty()) {
        for (FactTable.Group group : table.groups()) {
          if (group.entities().size() == number.quantity().value()
              && group.dimensions().stream().anyMatch(mark.meaning().dimensions()::contains)) {
            mentions.add(
                new Mention(i, k, group.entities().stream().map(List::of).toList(), false));
            return;
          }
        }
        return;
      }
    }
  }

  private List<List<Integer>> largest(FactTable.Group group, int size) {
    record Ranked(int entity, double rank) {}
    List<Ranked> ranked = new ArrayList<>();
    for (int entity : group.entities()) {
      List<FactTable.Entry> ranks = table.entries(entity, Role.RANK, table.month());
      List<FactTable.Entry> levels = table.entries(entity, Role.LEVEL, table.month());
      if (!ranks.isEmpty()) {
        ranked.add(new Ranked(entity, ranks.get(0).value()));
      } else if (!levels.isEmpty()) {
        ranked.add(new Ranked(entity, -levels.get(0).value()));
      }
    }
    ranked.sort(Comparator.comparingDouble(Ranked::rank));
    return ranked.stream().limit(size).map(one -> List.of(one.entity())).toList();
  }

  /** The last list of this size, or as many of the last single mentions. */
  List<List<Integer>> lastMembers(int size) {
    List<Mention> known = new ArrayList<>(recent);
    known.addAll(mentions);
    List<List<Integer>> singles = new ArrayList<>();
    for (int i = known.size() - 1; i >= 0; i--) {
      Mention mention = known.get(i);
      if (mention.members().size() == size) {
        return mention.members();
      }
      for (int k = mention.members().size() - 1; k >= 0; k--) {
        if (!singles.contains(mention.members().get(k))) {
          singles.add(0, mention.members().get(k));
        }
        if (singles.size() == size) {
          return singles;
        }
      }
    }
    return List.of();
  }

  /** Whether the words around a name make it the other side of a comparison. */
  private boolean rival(int first, int last) {
    int i = first - 1;
    for (int steps = 0; i >= sentence.start(first) && steps < 5; steps++, i--) {
      Token token = sentence.at(i);
      if (token.is(Cue.BEAT) || token.is(Cue.TRAIL) || token.is(Cue.THAN)) {
        return !tops(i);
      }
      if (!(token.is(Cue.LEAD_IN)
          || token instanceof Token.Num place && place.quantity().kind() == NumberKind.RANK
          || token.is(Cue.OF)
          || token.is(Cue.ASMUCH)
          || token instanceof Token.Word word && BEFORE_RIVAL.contains(word.text())
          || token instanceof Token.Mark mark
              && (!mark.meaning().concepts().isEmpty()
                  || mark.is(Cue.PRONOUN) && mark.text().equals("that")))) {
        break;
      }
    }
    int next = last + 1;
    if (sentence.is(next, Cue.OF)
        && next + 1 < sentence.size()
        && !(sentence.at(next + 1) instanceof Token.Num)) {
      next += 2;
    }
    if (next < sentence.size()
        && sentence.at(next) instanceof Token.Mark mark
        && COMPARED.contains(mark.text())) {
      return true;
    }
    return multipleOf(first, last);
  }

  /** "Leading with" and "the top" need nobody behind them. */
  private boolean tops(int i) {
    return sentence.is(i, Cue.TOPN)
        && !sentence.is(i, Cue.THAN)
        && i > 0
        && sentence.is(i - 1, Cue.LEAD_IN);
  }

  /** Sweden in "2.5 times Sweden" and "瑞典的2.5倍". */
  private boolean multipleOf(int first, int last) {
    int next = last + 1;
    if (next < sentence.size()
        && sentence.at(next) instanceof Token.Punctuation open
        && open.sign() == '(') {
      while (next < sentence.size()
          && !(sentence.at(next) instanceof Token.Punctuation close && close.sign() == ')')) {
        next++;
      }
      next++;
    }
    int lead = first - 1;
    while (lead >= 0
        && (sentence.at(lead) instanceof Token.Num rank && rank.quantity().kind() == NumberKind.RANK
            || sentence.is(lead, Cue.OF)
            || sentence.at(lead) instanceof Token.Mark kind
                && !kind.meaning().dimensions().isEmpty())) {
      lead--;
    }
    boolean behind =
        sentence.is(next, Cue.OF)
            && next + 1 < sentence.size()
            && (ratio(sentence.at(next + 1))
                || sentence.is(lead, Cue.ASMUCH) && sentence.at(next + 1) instanceof Token.Num)
            && (sentence.is(lead, Cue.LEVEL)
                || sentence.is(lead, Cue.ABOUT)
                || sentence.is(lead, Cue.NEARLY)
                || sentence.is(lead, Cue.ASMUCH)
                || sentence.is(lead, Cue.UNDER)
                || sentence.is(lead, Cue.OVER)
                || sentence.is(lead, Cue.LEAD_IN));
    if (behind) {
      return true;
    }
    int i = first - 1;
    for (int steps = 0; i >= sentence.start(first) && steps < 8; steps++, i--) {
      Token token = sentence.at(i);
      if (token instanceof Token.Num number) {
        boolean parted =
            number.quantity().kind() == NumberKind.PERCENT
                && steps > 0
                && (sentence.is(i + 1, Cue.OF) && (i + 1 == first - 1 || what(i + 2, first))
                    || asMuch(i, first));
        return number.quantity().kind() == NumberKind.MULTIPLE
            || number.quantity().form() == Quantity.Form.GROWTH
            || parted;
      }
      if (token instanceof Token.Name
          || token instanceof Token.Period
          || Sentence.direction(token) != 0
          || token.is(Cue.BY)) {
        return false;
      }
    }
    return false;
  }

  /** "Less than half of what Leeds sells". */
  private boolean what(int from, int to) {
    return from + 1 == to
        && sentence.at(from) instanceof Token.Word word
        && word.text().equals("what");
  }

  private boolean asMuch(int from, int to) {
    for (int i = from; i < to; i++) {
      if (sentence.is(i, Cue.ASMUCH)) {
        return true;
      }
    }
    return false;
  }

  private static boolean ratio(Token token) {
    return token instanceof Token.Num number
        && (number.quantity().kind() == NumberKind.MULTIPLE
            || number.quantity().form() == Quantity.Form.FRACTION);
  }

  @Nullable Mention lastIn(int from, int before) {
    Mention found = null;
    for (Mention mention : mentions) {
      if (mention.first() >= from && mention.last() < before) {
        found = mention;
      }
    }
    return found;
  }

  @Nullable Mention firstIn(int from, int before) {
    for (Mention mention : mentions) {
      if (mention.first() >= from && mention.last() < before) {
        return mention;
      }
    }
    return null;
  }
}
