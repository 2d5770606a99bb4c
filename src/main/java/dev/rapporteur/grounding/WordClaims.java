package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import dev.rapporteur.grounding.FactTable.Entry;
import dev.rapporteur.grounding.Mentions.Mention;
import dev.rapporteur.grounding.MetricSense.Role;
import dev.rapporteur.grounding.Readings.Change;
import dev.rapporteur.grounding.Readings.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Claims made without a number: ahead of Brazil, the largest category, unchanged, the only one to
 * shrink, fell. Each is contradicted only where every reading that the wording allows says
 * otherwise.
 */
final class WordClaims {
  private static final Pattern HIGHER = Pattern.compile("更?高|更?多|大|强");
  private static final Pattern LOWER = Pattern.compile("更?低|更?少|小|弱");
  private static final Set<String> GROWTH_MARKS =
      Set.of("faster", "slower", "outpaced", "更快", "更慢");
  private static final Pattern GROWTH_WORDS =
      Pattern.compile("faster|slower|quicker|fast|.*[快慢].*");
  private static final Set<String> SEVERAL = Set.of("among", "second", "third", "之一");
  private static final Pattern PLURAL = Pattern.compile("[a-z ]+s");
  private static final Pattern NO_PLURAL = Pattern.compile("sales|.*ss");
  private static final Pattern ALMOST =
      Pattern.compile(
          ".*(barely|almost|broadly|essentially|virtually|little|nearly|几乎|基本|大致|line|level).*");
  private static final Set<String> VERBS =
      Set.of(
          "rose",
          "rises",
          "grew",
          "grows",
          "increased",
          "increases",
          "climbed",
          "gained",
          "jumped",
          "surged",
          "soared",
          "advanced",
          "expanded",
          "improved",
          "rebounded",
          "fell",
          "falls",
          "dropped",
          "declined",
          "declines",
          "decreased",
          "slipped",
          "slid",
          "dipped",
          "shrank",
          "contracted",
          "plunged",
          "plummeted",
          "tumbled",
          "sank",
          "retreated",
          "slumped",
          "eased",
          "weakened",
          "增长",
          "上涨",
          "上升",
          "提高",
          "增加",
          "攀升",
          "回升",
          "下降",
          "下滑",
          "下跌",
          "减少",
          "回落",
          "降低",
          "萎缩",
          "增至",
          "降至",
          "升至",
          "跌至",
          "走高",
          "走低",
          "减至",
          "增加至",
          "下降至",
          "回落至");
  private static final Set<String> QUANTIFIERS =
      Set.of(
          "all", "every", "both", "none", "most", "several", "some", "many", "who", "which", "全部",
          "所有", "多数", "各", "没有");

  private static final double FLAT = 0.02;
  private static final double NEARLY_FLAT = 0.05;

  /** A claim found, with its place in the sentence and what the facts say. */
  record Judged(
      int first, int last, boolean order, boolean holds, String said, List<String> figures) {
    Judged {
      figures = List.copyOf(figures);
    }
  }

  private final FactTable table;
  private final Readings readings;
  private final Discourse discourse;
  private final Sentence sentence;
  private final Mentions mentions;
  private final List<Judged> judged = new ArrayList<>();

  WordClaims(FactTable table, Readings readings, Discourse discourse, Sentence sentence) {
    this.table = table;
    this.readings = readings;
    this.discourse = discourse;
    this.sentence = sentence;
    this.mentions = discourse.mentions();
  }

  List<Judged> read() {
    for (Mention mention : mentions.all()) {
      if (mention.rival()) {
        comparison(mention);
      }
    }
    for (int i = 0; i < sentence.size(); i++) {
      if (sentence.at(i) instanceof Token.Mark mark && !denied(i)) {
        mark(i, mark);
      }
    }
    return judged;
  }

  private void mark(int i, Token.Mark mark) {
    if (mark.is(Cue.FIRST)) {
      place(i, 1, Role.LEVEL);
    } else if (mark.is(Cue.SECOND)) {
      place(i, 2, Role.LEVEL);
    } else if (mark.is(Cue.THIRD_PLACE)) {
      place(i, 3, Role.LEVEL);
    } else if (mark.is(Cue.LAST)) {
      place(i, -1, Role.LEVEL);
    } else if (mark.is(Cue.FASTEST)) {
      place(i, 1, Role.RATE);
    } else if (mark.is(Cue.STEEPEST)) {
      place(i, -1, Role.RATE);
    } else if (mark.is(Cue.LARGEST) && kindFollows(i)) {
      place(i, 1, Role.LEVEL);
    } else if (mark.is(Cue.SMALLEST) && kindFollows(i)) {
      place(i, -1, Role.LEVEL);
    } else if (mark.is(Cue.ONLY)) {
      only(i);
    } else if (mark.is(Cue.FLAT)) {
      flat(i, mark);
    } else if (Sentence.direction(mark) != 0) {
      trend(i, mark);
    } else if (mark.is(Cue.MORE) || mark.is(Cue.LESS)) {
      against(i, mark.is(Cue.MORE) ? 1 : -1);
    }
  }

  private boolean denied(int i) {
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.is(j, Cue.NOT)) {
        return true;
      }
    }
    return false;
  }

  // ---- ahead of, behind ---------------------------------------------------------------------

  private void comparison(Mention rival) {
    int at = comparator(rival);
    if (at < 0 || denied(at)) {
      return;
    }
    int sign = sign(at, rival);
    Mention subject = subjectOf(at, rival);
    if (sign == 0 || subject == null || numbered(at, rival)) {
      return;
    }
    boolean growth = growth(at);
    if (growth && (sentence.is(at, Cue.MORE) || sentence.is(at, Cue.LESS)) && falling(at)) {
      sign = -sign;
    }
    if (subject.list() && !rival.list() && !growth && together(subject.first())) {
      summed(subject, rival, sign, at);
      return;
    }
    for (int own : subject.entities()) {
      for (int other : rival.entities()) {
        if (own == other || own == FactTable.TOTAL) {
          return;
        }
      }
    }
    Set<String> figures = new LinkedHashSet<>();
    boolean holds = true;
    boolean known = true;
    StringBuilder said = new StringBuilder();
    for (int own : subject.entities()) {
      for (int other : rival.entities()) {
        Boolean ordered = ordered(own, other, sign, growth, at, figures, said);
        known &= ordered != null;
        holds &= ordered == null || ordered;
      }
    }
    if (known && !(rival.list() && together(at))) {
      judged.add(
          new Judged(
              Math.min(at, rival.first()),
              Math.max(at, rival.last()),
              true,
              holds,
              said.toString(),
              List.copyOf(figures)));
    }
  }

  /** "Fell more than", "lost less than": more of a decline is less of a change. */
  private boolean falling(int at) {
    for (int j = at - 1; j >= 0; j--) {
      if (Sentence.direction(sentence.at(j)) != 0) {
        return Sentence.direction(sentence.at(j)) < 0;
      }
    }
    return false;
  }

  /** "A and B together sold more than C". */
  private void summed(Mention subject, Mention rival, int sign, int at) {
    boolean holds = false;
    Level found = null;
    String said = "";
    for (Level sum : readings.sums(subject.entities(), table.month(), Set.of(), false)) {
      for (Level other : readings.levels(rival.entities().get(0), table.month(), Set.of())) {
        if (sum.entry().fact().metric().equals(other.entry().fact().metric())) {
          found = other;
          holds |= Math.signum(sum.value() - other.value()) == sign;
          said = sum.formula() + " against " + other.formula();
        }
      }
    }
    if (found != null) {
      judged.add(
          new Judged(
              Math.min(at, rival.first()),
              Math.max(at, rival.last()),
              true,
              holds,
              said,
              List.of(found.entry().fact().id())));
    }
  }

  private boolean together(int i) {
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.is(j, Cue.TOGETHER)) {
        return true;
      }
    }
    return false;
  }

  /** The word that compares with a rival; -1 where it is a multiple or none. */
  private int comparator(Mention rival) {
    for (int j = rival.first() - 1;
        j >= sentence.start(rival.first()) && rival.first() - j < 6;
        j--) {
      Token token = sentence.at(j);
      if (token instanceof Token.Num) {
        return -1;
      }
      if (token.is(Cue.BEAT) || token.is(Cue.TRAIL) || token.is(Cue.THAN)) {
        return j;
      }
    }
    return -1;
  }

  private int sign(int at, Mention rival) {
    Token token = sentence.at(at);
    if (token.is(Cue.TRAIL) || token.is(Cue.LESS)) {
      return -1;
    }
    if (token.is(Cue.BEAT) || token.is(Cue.MORE)) {
      return 1;
    }
    for (int j = rival.last() + 1; j < Math.min(sentence.end(at), rival.last() + 4); j++) {
      if (sentence.at(j) instanceof Token.Num || sentence.at(j) instanceof Token.Name) {
        return 0;
      }
      if (sentence.is(j, Cue.MORE)
          && HIGHER.matcher(((Token.Mark) sentence.at(j)).text()).matches()) {
        return 1;
      }
      if (sentence.is(j, Cue.LESS)
          && LOWER.matcher(((Token.Mark) sentence.at(j)).text()).matches()) {
        return -1;
      }
    }
    return 0;
  }

  private @Nullable Mention subjectOf(int at, Mention rival) {
    Mention subject = null;
    for (Mention mention : mentions.all()) {
      if (mention != rival && mention.last() < at && !mention.rival()) {
        subject = mention;
      }
    }
    return subject;
  }

  /** Where a number says by how much, the number is checked instead. */
  private boolean numbered(int at, Mention rival) {
    if (at > 0 && sentence.at(at - 1) instanceof Token.Num
        || at > 1
            && sentence.at(at - 2) instanceof Token.Num
            && !(sentence.at(at - 1) instanceof Token.Punctuation)
            && !sentence.is(at - 1, Cue.LEVEL)) {
      return true;
    }
    int next = rival.last() + 1;
    for (int j = next; j < Math.min(sentence.end(at), next + 4); j++) {
      if (sentence.at(j) instanceof Token.Num number) {
        NumberKind kind = number.quantity().kind();
        boolean apart =
            sentence.is(j - 1, Cue.BY)
                || sentence.is(j - 2, Cue.BY)
                || kind == NumberKind.POINTS
                || kind == NumberKind.MULTIPLE
                || j == next;
        return apart && !(sentence.at(j - 1) instanceof Token.Punctuation);
      }
      if (sentence.at(j) instanceof Token.Punctuation || sentence.is(j, Cue.OF)) {
        return false;
      }
    }
    return false;
  }

  /** Whether growth is compared, and not size. */
  private boolean growth(int at) {
    int from = sentence.start(at);
    while (from > 0 && subjectIn(from, at) == null) {
      from = sentence.start(from - 1);
    }
    for (int j = from; j < sentence.end(at); j++) {
      if (sentence.at(j) instanceof Token.Mark mark
          && (Sentence.direction(mark) != 0
              || mark.is(Cue.FASTEST)
              || GROWTH_MARKS.contains(mark.text()))) {
        return true;
      }
      if (sentence.at(j) instanceof Token.Word word
          && GROWTH_WORDS.matcher(word.text()).matches()) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Mention subjectIn(int from, int at) {
    for (Mention mention : mentions.all()) {
      if (mention.first() >= from && mention.last() < at) {
        return mention;
      }
    }
    return null;
  }

  /** Whether one entity is before the other; {@code null} where the facts do not say. */
  private @Nullable Boolean ordered(
      int own,
      int other,
      int sign,
      boolean growth,
      int at,
      Set<String> figures,
      StringBuilder said) {
    Set<String> concepts = concepts(at);
    boolean any = false;
    boolean fits = false;
    boolean rates =
        growth
            && !table.entries(own, Role.RATE, table.month()).isEmpty()
            && !table.entries(other, Role.RATE, table.month()).isEmpty();
    List<Role> roles = rates ? List.of(Role.RATE) : List.of(Role.LEVEL, Role.SHARE);
    for (Role role : roles) {
      for (Entry one : table.entries(own, role, table.month())) {
        for (Entry two : table.entries(other, role, table.month())) {
          if (!one.fact().metric().equals(two.fact().metric())
              || !one.measures(concepts) && role == Role.LEVEL) {
            continue;
          }
          if (concepts.isEmpty() && any && role == Role.LEVEL && one.unit() == UnitKind.COUNT) {
            continue;
          }
          any = true;
          fits |= Math.signum(one.value() - two.value()) == sign;
          figures.add(one.fact().id());
          figures.add(two.fact().id());
          if (said.length() < 200) {
            said.append(said.isEmpty() ? "" : "; ")
                .append(one.fact().id())
                .append(" = ")
                .append(one.fact().value().toPlainString())
                .append(", ")
                .append(two.fact().id())
                .append(" = ")
                .append(two.fact().value().toPlainString());
          }
        }
      }
    }
    return any ? fits : null;
  }

  private Set<String> concepts(int at) {
    Set<String> found = new LinkedHashSet<>();
    for (int j = sentence.start(at); j < sentence.end(at); j++) {
      if (sentence.at(j) instanceof Token.Mark mark) {
        mark.meaning().concepts().stream()
            .filter(concept -> !table.unitsOf(concept).isEmpty())
            .forEach(found::add);
      }
    }
    return found;
  }

  // ---- largest, last, fastest ---------------------------------------------------------------

  /** A superlative ranks entities only before a word for their kind. */
  private boolean kindFollows(int i) {
    if (sentence.is(i - 1, Cue.STREAK)
        || i > 0 && sentence.at(i - 1) instanceof Token.Num
        || i > 1 && sentence.at(i - 2) instanceof Token.Num) {
      return false;
    }
    for (int j = Math.max(0, i - 4); j < i; j++) {
      if (sentence.at(j) instanceof Token.Word word
          && (word.text().endsWith("one of") || SEVERAL.contains(word.text()))) {
        return false;
      }
    }
    for (int j = i + 1; j < Math.min(sentence.end(i), i + 4); j++) {
      Token token = sentence.at(j);
      if (token instanceof Token.Mark mark && !mark.meaning().dimensions().isEmpty()) {
        return true;
      }
      if (!(sentence.is(j, Cue.OF) && j == i + 1)) {
        return false;
      }
    }
    return false;
  }

  private void place(int i, int wanted, Role role) {
    Mention subject = holder(i);
    if (subject == null || plural(i)) {
      return;
    }
    Set<Double> ranks = new LinkedHashSet<>();
    Set<String> figures = new LinkedHashSet<>();
    boolean bottom = false;
    for (int entity : subject.entities()) {
      if (role == Role.LEVEL) {
        given(entity, ranks, figures);
      }
      for (FactTable.Group group : table.groupsOf(entity)) {
        if (role == Role.LEVEL && growthBefore(i)) {
          bottom |= moved(group, entity, i, ranks, figures);
        }
        bottom |=
            role == Role.LEVEL
                ? computed(group, entity, i, ranks, figures)
                : moved(group, entity, i, ranks, figures);
      }
    }
    if (ranks.isEmpty()) {
      return;
    }
    boolean holds = wanted > 0 ? ranks.contains((double) wanted) : bottom;
    judged.add(
        new Judged(
            i,
            i,
            true,
            holds,
            "the data give rank "
                + String.join(
                    " or ", ranks.stream().map(rank -> String.valueOf(rank.intValue())).toList()),
            List.copyOf(figures)));
  }

  /** "The largest markets" speaks of several. */
  private boolean plural(int i) {
    if (i + 1 < sentence.size()
        && sentence.at(i + 1) instanceof Token.Mark mark
        && !mark.meaning().dimensions().isEmpty()
        && PLURAL.matcher(mark.text()).matches()
        && !NO_PLURAL.matcher(mark.text()).matches()) {
      return true;
    }
    return i > 0 && sentence.at(i - 1) instanceof Token.Num;
  }

  private void given(int entity, Set<Double> ranks, Set<String> figures) {
    for (Entry rank : table.entries(entity, Role.RANK, table.month())) {
      ranks.add(rank.value());
      figures.add(rank.fact().id());
    }
  }

  /** Adds the rank in a group; true where the entity is its last. */
  private boolean computed(
      FactTable.Group group, int entity, int i, Set<Double> ranks, Set<String> figures) {
    boolean last = false;
    Set<String> concepts = concepts(i);
    for (Entry own : table.entries(entity, Role.LEVEL, table.month())) {
      if (!own.fact().metric().equals(group.metric())
          || group.entities().size() < 2
          || !own.measures(concepts)) {
        continue;
      }
      int before = 0;
      int after = 0;
      for (int member : group.entities()) {
        for (Entry other : table.entries(member, Role.LEVEL, table.month())) {
          if (other.fact().metric().equals(group.metric())) {
            before += other.value() > own.value() ? 1 : 0;
            after += other.value() < own.value() ? 1 : 0;
          }
        }
      }
      ranks.add((double) before + 1);
      last |= after == 0;
      figures.add(own.fact().id());
    }
    return last;
  }

  /**
   * Adds the ranks by change, as a rate and as an amount; true where the entity comes last in one.
   */
  private boolean moved(
      FactTable.Group group, int entity, int i, Set<Double> ranks, Set<String> figures) {
    List<MonthSpan> bases = discourse.basesIn(i);
    boolean last = false;
    for (MonthSpan base :
        bases.isEmpty() ? List.of(table.month().minus(12), table.month().minus(1)) : bases) {
      for (boolean rate : List.of(true, false)) {
        Double own = moved(entity, base, rate);
        if (own == null) {
          continue;
        }
        int before = 0;
        int after = 0;
        for (int member : group.entities()) {
          Double other = moved(member, base, rate);
          before += other != null && other > own ? 1 : 0;
          after += other != null && other < own ? 1 : 0;
        }
        ranks.add((double) before + 1);
        last |= after == 0;
        figures.add(
            readings
                .changes(entity, table.month(), List.of(base), Set.of())
                .get(0)
                .entry()
                .fact()
                .id());
      }
    }
    return last;
  }

  private @Nullable Double moved(int entity, MonthSpan base, boolean rate) {
    for (Change change : readings.changes(entity, table.month(), List.of(base), Set.of())) {
      double value = rate ? change.ratio() : change.amount();
      if (!Double.isNaN(value)) {
        return value;
      }
    }
    return null;
  }

  private boolean growthBefore(int i) {
    for (int j = 0; j < i; j++) {
      if (Sentence.direction(sentence.at(j)) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Whom a superlative is said of: the nearest name before it, else the one behind it. */
  private @Nullable Mention holder(int i) {
    Mention left = null;
    Mention right = null;
    for (Mention mention : mentions.all()) {
      if (mention.rival() || sentence.clauseOf(mention.first()) != sentence.clauseOf(i)) {
        continue;
      }
      if (mention.last() < i) {
        left = mention;
      } else if (right == null && mention.first() > i) {
        right = mention;
      }
    }
    if (left != null) {
      return left;
    }
    if (right != null && right.first() - i <= 6 && noNumberBetween(i, right.first())) {
      return right;
    }
    Mention before = null;
    for (Mention mention : mentions.all()) {
      if (mention.last() < i && !mention.rival()) {
        before = mention;
      }
    }
    boolean apposed =
        before != null
            && sentence.start(i) > 0
            && sentence.clauseOf(before.first()) == sentence.clauseOf(sentence.start(i) - 1);
    return apposed ? before : null;
  }

  private boolean noNumberBetween(int i, int k) {
    for (int j = i; j < k; j++) {
      if (sentence.at(j) instanceof Token.Num) {
        return false;
      }
    }
    return true;
  }

  // ---- the only one -------------------------------------------------------------------------

  private void only(int i) {
    Mention subject = holder(i);
    int predicate = 0;
    for (int j = i + 1; j < sentence.end(i) && predicate == 0; j++) {
      predicate = Sentence.direction(sentence.at(j));
      if (sentence.at(j) instanceof Token.Num) {
        break;
      }
    }
    if (subject == null || subject.list() || predicate == 0) {
      return;
    }
    int entity = subject.entities().get(0);
    List<MonthSpan> bases = discourse.basesIn(i);
    boolean known = false;
    boolean holds = false;
    String said = "";
    for (MonthSpan base :
        bases.isEmpty() ? List.of(table.month().minus(12), table.month().minus(1)) : bases) {
      for (FactTable.Group group : table.groupsOf(entity)) {
        List<String> fitting = new ArrayList<>();
        int seen = 0;
        for (int member : group.entities()) {
          List<Change> changes = readings.changes(member, table.month(), List.of(base), Set.of());
          if (!changes.isEmpty() && !Double.isNaN(changes.get(0).ratio())) {
            seen++;
            if (Math.signum(changes.get(0).ratio() - 1) == predicate) {
              fitting.add(table.entityName(member));
            }
          }
        }
        if (seen > 1) {
          known = true;
          holds |= fitting.equals(List.of(table.entityName(entity)));
          said =
              fitting.isEmpty()
                  ? "the data show none"
                  : "the data show " + String.join(", ", fitting);
        }
      }
    }
    if (known) {
      judged.add(new Judged(i, i, false, holds, said, List.of()));
    }
  }

  // ---- unchanged ----------------------------------------------------------------------------

  private void flat(int i, Token.Mark mark) {
    if (mark.is(Cue.LEVEL)) {
      return;
    }
    List<MonthSpan> bases = discourse.basesIn(i);
    Mention list = null;
    for (Mention mention : mentions.all()) {
      if (mention.list()
          && mention.last() < i
          && sentence.clauseOf(mention.first()) == sentence.clauseOf(i)) {
        list = mention;
      }
    }
    double slack =
        ALMOST.matcher(mark.text()).matches()
                || sentence.is(i - 1, Cue.NEARLY)
                || sentence.is(i - 1, Cue.ABOUT)
            ? NEARLY_FLAT
            : FLAT;
    if (bases.isEmpty()) {
      if (list != null && list.members().size() == 2) {
        level(i, list, Math.max(slack, NEARLY_FLAT));
      }
      return;
    }
    unchanged(i, bases, slack);
  }

  private void level(int i, Mention pair, double slack) {
    boolean known = false;
    boolean holds = false;
    String said = "";
    for (Level one : readings.levels(pair.entities().get(0), table.month(), concepts(i))) {
      for (Level two : readings.levels(pair.entities().get(1), table.month(), concepts(i))) {
        if (one.entry().fact().metric().equals(two.entry().fact().metric())) {
          known = true;
          holds |=
              Math.abs(one.value() - two.value())
                  <= slack * Math.max(Math.abs(one.value()), Math.abs(two.value()));
          said =
              one.formula()
                  + " = "
                  + Math.round(one.value())
                  + ", "
                  + two.formula()
                  + " = "
                  + Math.round(two.value());
        }
      }
    }
    if (known) {
      judged.add(new Judged(i, i, true, holds, said, List.of()));
    }
  }

  private void unchanged(int i, List<MonthSpan> bases, double slack) {
    Set<String> figures = new LinkedHashSet<>();
    boolean all = true;
    boolean known = false;
    String said = "";
    for (MonthSpan base : bases) {
      boolean any = false;
      boolean fits = false;
      for (int entity : subjects(i)) {
        for (Change change : readings.changes(entity, table.month(), List.of(base), concepts(i))) {
          if (!Double.isNaN(change.ratio())) {
            any = true;
            fits |= Math.abs(change.ratio() - 1) <= slack;
            said = change.formula() + " = " + Math.round((change.ratio() - 1) * 1000) / 10.0 + " %";
            figures.add(change.entry().fact().id());
          }
        }
      }
      known |= any;
      all &= !any || fits;
    }
    if (known) {
      judged.add(new Judged(i, i, false, all, said, List.copyOf(figures)));
    }
  }

  private List<Integer> subjects(int i) {
    Mention subject = null;
    for (Mention mention : mentions.all()) {
      if (mention.last() < i
          && !mention.rival()
          && sentence.clauseOf(mention.first()) == sentence.clauseOf(i)) {
        subject = mention;
      }
    }
    if (subject != null) {
      return subject.entities();
    }
    Set<Integer> all = new LinkedHashSet<>();
    all.add(FactTable.TOTAL);
    for (Mention mention : mentions.all()) {
      if (mention.last() < i && !mention.rival()) {
        all.addAll(mention.entities());
      }
    }
    return List.copyOf(all);
  }

  // ---- rose, fell ---------------------------------------------------------------------------

  private void trend(int i, Token.Mark mark) {
    int sign = Sentence.direction(mark);
    if (!verb(mark) || !free(i)) {
      return;
    }
    moved(i, sign, discourse.basesIn(i));
  }

  private void moved(int i, int sign, List<MonthSpan> bases) {
    Mention subject = null;
    for (Mention mention : mentions.all()) {
      if (mention.last() < i && sentence.clauseOf(mention.first()) == sentence.clauseOf(i)) {
        if (mention.rival()) {
          return;
        }
        subject = mention;
      }
    }
    Set<String> concepts = conceptsBefore(i);
    if (subject == null && concepts.isEmpty()) {
      return;
    }
    Set<String> figures = new LinkedHashSet<>();
    boolean known = false;
    boolean holds = false;
    String said = "";
    for (int entity : subject == null ? List.of(FactTable.TOTAL) : subject.entities()) {
      for (MonthSpan base :
          bases.isEmpty() ? List.of(table.month().minus(12), table.month().minus(1)) : bases) {
        for (Change change : readings.changes(entity, table.month(), List.of(base), concepts)) {
          if (!Double.isNaN(change.ratio())) {
            known = true;
            holds |= Math.signum(change.ratio() - 1) == sign;
            said = change.formula() + " = " + Math.round((change.ratio() - 1) * 1000) / 10.0 + " %";
            figures.add(change.entry().fact().id());
          }
        }
      }
    }
    if (known) {
      judged.add(new Judged(i, i, false, holds, said, List.copyOf(figures)));
    }
  }

  /** "Lower than in January", 低于1月: a direction against a period, without a number. */
  private void against(int i, int sign) {
    int next = i + 1;
    while (next < sentence.end(i)
        && (sentence.is(next, Cue.LEAD_IN)
            || sentence.is(next, Cue.THAN)
            || sentence.at(next) instanceof Token.Word in && in.text().equals("in"))) {
      next++;
    }
    boolean period =
        next < sentence.end(i)
            && sentence.at(next) instanceof Token.Period
            && (next + 1 >= sentence.size()
                || !(sentence.is(next + 1, Cue.OF)
                    || sentence.at(next + 1) instanceof Token.Word s && s.text().equals("s")));
    boolean alone =
        sentence.at(i) instanceof Token.Mark mark && mark.is(Cue.THAN)
            || sentence.is(i + 1, Cue.THAN);
    if (!period || !alone) {
      return;
    }
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.at(j) instanceof Token.Num number
              && (j > next || number.quantity().kind() == NumberKind.PERCENT || j >= i - 2)
          || sentence.is(j, Cue.GAP)
          || sentence.is(j, Cue.ONLY)
          || sentence.is(j, Cue.REST)
          || sentence.is(j, Cue.EACH)
          || sentence.at(j) instanceof Token.Word word
              && (QUANTIFIERS.contains(word.text()) || word.text().equals("except"))) {
        return;
      }
    }
    moved(i, sign, List.of(((Token.Period) sentence.at(next)).span()));
  }

  private Set<String> conceptsBefore(int i) {
    Set<String> found = new LinkedHashSet<>();
    for (int j = i - 1; j >= sentence.start(i) && found.isEmpty(); j--) {
      if (sentence.at(j) instanceof Token.Mark mark) {
        mark.meaning().concepts().stream()
            .filter(concept -> !table.unitsOf(concept).isEmpty())
            .forEach(found::add);
      }
    }
    return found;
  }

  private static boolean verb(Token.Mark mark) {
    return VERBS.contains(mark.text());
  }

  /** Whether the word stands alone: no number says how much, no gap, rank or count moves. */
  private boolean free(int i) {
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      Token token = sentence.at(j);
      if (token.is(Cue.GAP)
          || token.is(Cue.SHARE)
          || token.is(Cue.ONLY)
          || token.is(Cue.STREAK)
          || token.is(Cue.EACH)
          || token.is(Cue.REST)
          || token.is(Cue.COUNT_OF)
          || token.is(Cue.FIRST)
          || token.is(Cue.LAST)
          || token.is(Cue.SECOND)
          || token.is(Cue.LARGEST)
          || token.is(Cue.FASTEST)
          || token.is(Cue.STEEPEST)
          || token.is(Cue.RANK) && j > i && !token.is(Cue.LEVEL)) {
        return false;
      }
      if (token instanceof Token.Word word && QUANTIFIERS.contains(word.text())) {
        return false;
      }
      if (j != i && Sentence.direction(token) != 0) {
        return false;
      }
      if (token instanceof Token.Num number) {
        NumberKind kind = number.quantity().kind();
        boolean reached =
            j > i
                && (kind == NumberKind.AMOUNT || kind == NumberKind.COUNT)
                && (sentence.is(j - 1, Cue.LEVEL) && !sentence.is(j - 1, Cue.OF)
                    || j == i + 1 && sentence.is(i, Cue.LEVEL)
                    || sentence.is(j - 1, Cue.FROM));
        if (!reached) {
          return false;
        }
      }
      if (token instanceof Token.Quote) {
        return false;
      }
    }
    return true;
  }
}
