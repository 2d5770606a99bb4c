package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import dev.rapporteur.grounding.Mentions.Mention;
import dev.rapporteur.grounding.Scope.Ask;
import dev.rapporteur.grounding.Scope.Focus;
import dev.rapporteur.grounding.Scope.Join;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Says which entities a number is about, and which it is held against. */
final class Subjects {
  private static final Set<String> PLACED = Set.of("-", "placed", "ranked");
  private static final Set<String> RELATIVE = Set.of("which", "who", "whose");
  private static final Set<String> BOTH = Set.of("both", "'", "\"");
  private static final Set<String> PREPOSITIONS =
      Set.of(
          "for", "in", "by", "from", "through", "among", "within", "across", "on", "来自", "在", "属于",
          "归");
  private static final Set<String> LINKS =
      Set.of(
          "to",
          "at",
          "by",
          "with",
          "from",
          "of",
          "for",
          "in",
          "was",
          "were",
          "is",
          "came from",
          "为",
          "是");

  private final Clauses clauses;
  private final Sentence sentence;
  private final Mentions mentions;
  private final Wording wording;
  private final List<Mention> recent;
  private boolean explicitRivals;

  Subjects(Clauses clauses, Wording wording, List<Mention> recent) {
    this.clauses = clauses;
    this.sentence = clauses.sentence;
    this.mentions = clauses.mentions;
    this.wording = wording;
    this.recent = recent;
  }

  /** Whether the rivals of the number read last are named as such. */
  boolean explicitRivals() {
    return explicitRivals;
  }

  // ---- entities -----------------------------------------------------------------------------

  List<Focus> focuses(
      int i, Quantity quantity, List<Integer> rivals, Set<Ask> asks, Wording.Lead lead) {
    int start = sentence.start(i);
    int end = sentence.end(i);
    Mention left = mentions.lastIn(start, i);
    Mention right = mentions.firstIn(i + 1, nextNumber(i, end));
    List<Focus> found = new ArrayList<>();
    if (quantity.kind() == NumberKind.RANK) {
      int next = i + 1;
      while (sentence.is(next, Cue.OF)
          || next < sentence.size()
              && sentence.at(next) instanceof Token.Mark kind
              && !kind.meaning().dimensions().isEmpty()
          || sentence.is(next, Cue.LARGEST)
          || next < sentence.size()
              && sentence.at(next) instanceof Token.Word placed
              && PLACED.contains(placed.text())) {
        next++;
      }
      if (next < sentence.size() && sentence.at(next) instanceof Token.Name name) {
        return name.entities().stream().map(Focus::one).toList();
      }
    }
    if (i + 3 < sentence.size()
        && clauses.open(i + 1)
        && sentence.at(i + 2) instanceof Token.Name name
        && sentence.at(i + 3) instanceof Token.Punctuation close
        && close.sign() == ')') {
      return name.entities().stream().map(Focus::one).toList();
    }
    boolean compares =
        asks.contains(Ask.DIFFERENCE)
            || asks.contains(Ask.RATE)
            || asks.contains(Ask.RATIO)
            || asks.contains(Ask.POINTS)
            || asks.contains(Ask.SHARE);
    if (right != null && right.rival() && compares) {
      rivals.addAll(right.entities());
    }
    if (right != null
        && right.rival()
        && quantity.kind() == NumberKind.PERCENT
        && sentence.is(i + 1, Cue.OF)) {
      addMention(found, right, i);
    }
    boolean behind = right != null && !right.rival() && (postposed(right, i) || follows(right, i));
    if (clauses.together(i) && left != null && !left.list()) {
      singlesTogether(found, i);
    }
    if (left != null && !left.rival()) {
      boolean consumed = behind && (postposedBefore(left, i) || numbered(left));
      if (behind && right != null) {
        addMention(found, right, i);
      }
      if (!consumed) {
        addMention(found, left, i);
      }
    } else if (left != null) {
      rivals.addAll(left.entities());
      Mention subject = subject(start, left.first());
      if (subject != null) {
        addMention(found, subject, i);
      } else {
        carried(found, start, i, lead);
      }
      if (!lead.by()) {
        addMention(found, left, i);
      }
    } else if (behind && right != null) {
      addMention(found, right, i);
      if (compares) {
        carried(found, start, i, lead);
      }
    } else {
      carried(found, start, i, lead);
      if (right != null && !right.rival() && start == 0) {
        addMention(found, right, i);
      }
    }
    boolean wholeChange =
        asks.contains(Ask.DIFFERENCE)
            && sentence.is(i - 1, Cue.LEAD_IN)
            && sentence.is(i - 2, Cue.OF);
    if ((wholeChange || lead.of() && wording.noun(lead.directionAt()))
        && !found.contains(Focus.one(FactTable.TOTAL))) {
      found.add(Focus.one(FactTable.TOTAL));
    }
    singleOfRun(i, found);
    if (totalNear(i)
        && found.stream().noneMatch(focus -> focus.entities().contains(FactTable.TOTAL))) {
      found.add(Focus.one(FactTable.TOTAL));
    }
    explicitRivals = !rivals.isEmpty();
    if (compares && rivals.isEmpty()) {
      otherMentions(found, i, rivals);
    }
    return rest(i, found);
  }

  private int nextNumber(int i, int end) {
    for (int j = i + 1; j < end; j++) {
      if (sentence.at(j) instanceof Token.Num && !mentions.selects(j)) {
        return j + 1;
      }
    }
    return end + 1;
  }

  private @Nullable Mention subject(int start, int before) {
    Mention subject = null;
    for (Mention mention : mentions.all()) {
      if (mention.first() >= start && mention.last() < before && !mention.rival()) {
        subject = mention;
      }
    }
    return subject;
  }

  /** Whether a name behind a number belongs to it: 14% in Germany, 65 units of Côte de Blaye. */
  private boolean postposed(Mention mention, int i) {
    int j = mention.first() - 1;
    while (j > i
        && (sentence.is(j, Cue.LEAD_IN)
            || sentence.at(j) instanceof Token.Punctuation open && open.sign() == '('
            || sentence.at(j) instanceof Token.Word word && BOTH.contains(word.text()))) {
      j--;
    }
    if (j == i) {
      return false;
    }
    Token token = sentence.at(j);
    boolean preposition =
        token.is(Cue.OF)
            || token.is(Cue.FROM)
            || token instanceof Token.Word word && PREPOSITIONS.contains(word.text())
            || token instanceof Token.Mark mark && LINKS.contains(mark.text());
    return preposition && j - i <= 6 && noCommaBetween(i, j);
  }

  /** "4.6m was Next Day, 4.1m Standard and 1.6m Locker": a list of numbers with their names. */
  private boolean follows(Mention mention, int i) {
    if (mention.first() != i + 1 || mention.list()) {
      return false;
    }
    Mention before = mentions.lastIn(0, i);
    if (before == null || before.rival()) {
      return false;
    }
    for (int j = before.first() - 1; j >= 0 && before.first() - j <= 3; j--) {
      if (sentence.at(j) instanceof Token.Num) {
        return numbered(before) || postposed(before, j);
      }
    }
    return false;
  }

  /** Whether a name stands just behind a number. */
  private boolean numbered(Mention mention) {
    return mention.first() > 0 && sentence.at(mention.first() - 1) instanceof Token.Num;
  }

  private boolean noCommaBetween(int i, int j) {
    return sentence.clauseOf(i) == sentence.clauseOf(j);
  }

  /** Whether a name left of a number already stands behind an earlier one. */
  private boolean postposedBefore(Mention left, int i) {
    for (int j = left.first() - 1; j >= sentence.start(i); j--) {
      if (sentence.at(j) instanceof Token.Num) {
        return postposed(left, j);
      }
    }
    return false;
  }

  private void carried(List<Focus> found, int start, int i, Wording.Lead lead) {
    Mention last = subject(0, start);
    Mention any = mentions.lastIn(0, start);
    if (last == null && any == null) {
      found.add(Focus.one(FactTable.TOTAL));
      Mention following = mentions.firstIn(sentence.end(i) - 1, sentence.size() + 1);
      if (following != null && !following.rival() && earliest(i)) {
        addMention(found, following, i);
      }
      boolean coarse =
          ((Token.Num) sentence.at(i)).quantity().kind() == NumberKind.MULTIPLE
              && measureNamed(i)
              && !clauses.near(i, Cue.PRONOUN);
      Mention earlier = recent.isEmpty() || coarse ? null : recent.get(recent.size() - 1);
      for (int k = recent.size() - 1; k >= 0 && earlier != null && earlier.rival(); k--) {
        earlier = recent.get(k);
      }
      if (earlier != null) {
        addMention(found, earlier, i);
        Mention list = lastList();
        if (clauses.together(i) && list != null) {
          addMention(found, list, i);
        }
        if (clauses.together(i)) {
          for (int size = 2; size <= 3; size++) {
            List<List<Integer>> members = mentions.lastMembers(size);
            if (members.size() == size) {
              found.add(
                  new Focus(members.stream().map(member -> member.get(0)).toList(), Join.SUM));
            }
          }
        }
      }
      return;
    }
    boolean relative =
        any != null
            && sentence.at(start) instanceof Token.Mark which
            && RELATIVE.contains(which.text())
            && any.last() >= start - 2;
    Mention pick = last != null && !relative ? last : any;
    addMention(found, pick, i);
    if (last == null && !recent.isEmpty()) {
      addMention(found, recent.get(recent.size() - 1), i);
    }
    Mention first = mentions.firstIn(0, start);
    if (first != null && first != pick && !first.rival()) {
      addMention(found, first, i);
    }
    if (any != null && any != pick && (!any.rival() || lead.than() || lead.from())) {
      addMention(found, any, i);
    }
    found.add(Focus.one(FactTable.TOTAL));
    singlesTogether(found, start);
  }

  private boolean earliest(int i) {
    for (int j = 0; j < sentence.start(i); j++) {
      if (sentence.at(j) instanceof Token.Num) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Mention lastList() {
    for (int k = recent.size() - 1; k >= 0; k--) {
      if (recent.get(k).list()) {
        return recent.get(k);
      }
    }
    return null;
  }

  /** "The USA has 36.8%, Brazil 23.7%, together over 60%". */
  private void singlesTogether(List<Focus> found, int start) {
    List<Integer> all = new ArrayList<>();
    for (Mention mention : mentions.all()) {
      if (mention.last() < start) {
        mention.entities().stream().filter(entity -> !all.contains(entity)).forEach(all::add);
      }
    }
    if (all.size() > 1) {
      found.add(new Focus(all, Join.SUM));
      found.add(new Focus(all.subList(all.size() - 2, all.size()), Join.SUM));
    }
  }

  private void addMention(List<Focus> found, Mention mention, int i) {
    if (!mention.list()) {
      for (int entity : mention.members().get(0)) {
        Focus focus = Focus.one(entity);
        if (!found.contains(focus)) {
          found.add(focus);
        }
      }
      return;
    }
    int place = placeInList(mention, i);
    if (place >= 0) {
      mention.members().get(place).forEach(entity -> found.add(Focus.one(entity)));
      return;
    }
    Join join =
        clauses.together(i)
            ? Join.SUM
            : clauses.near(i, Cue.EACH) || clauses.near(i, Cue.TIED) ? Join.EACH : Join.OPEN;
    found.add(new Focus(mention.entities(), join));
    if (join == Join.SUM && clauses.near(i, Cue.EACH)) {
      found.add(new Focus(mention.entities(), Join.EACH));
    }
  }

  /** Which member of a list a number of an equally long list belongs to; -1 if to none. */
  private int placeInList(Mention mention, int i) {
    List<Integer> numbers = new ArrayList<>();
    NumberKind kind = ((Token.Num) sentence.at(i)).quantity().kind();
    boolean respectively = false;
    for (int j = 0; j < sentence.size(); j++) {
      respectively |= sentence.is(j, Cue.RESPECTIVELY);
      if (sentence.at(j) instanceof Token.Num number
          && Clauses.alike(number.quantity().kind(), kind)
          && !mentions.selects(j)) {
        numbers.add(j);
      }
    }
    List<Integer> run = clauses.run(numbers, i);
    if (run.size() == mention.members().size()) {
      return run.indexOf(i);
    }
    if (respectively) {
      List<Integer> after = numbers.stream().filter(j -> j > mention.last()).toList();
      if (after.size() == mention.members().size() && after.contains(i)) {
        return after.indexOf(i);
      }
      List<Integer> before = numbers.stream().filter(j -> j < mention.first()).toList();
      if (before.size() == mention.members().size() && before.contains(i)) {
        return before.indexOf(i);
      }
    }
    return -1;
  }

  /** "A (5) and B (3) rank first and second": single names, one for each number of a list. */
  private void singleOfRun(int i, List<Focus> found) {
    NumberKind kind = ((Token.Num) sentence.at(i)).quantity().kind();
    List<Integer> numbers = new ArrayList<>();
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.at(j) instanceof Token.Num number
          && Clauses.alike(number.quantity().kind(), kind)) {
        numbers.add(j);
      }
    }
    List<Integer> run = clauses.run(numbers, i);
    List<Mention> before =
        mentions.all().stream().filter(mention -> mention.last() < i && !mention.list()).toList();
    if (run.size() > 1 && before.size() == run.size()) {
      found.clear();
      addMention(found, before.get(run.indexOf(i)), i);
    }
  }

  private boolean totalNear(int i) {
    for (int j = i - 1; j >= Math.max(sentence.start(i), i - 5); j--) {
      if (sentence.at(j) instanceof Token.Name || sentence.at(j) instanceof Token.Num) {
        return false;
      }
      if (sentence.is(j, Cue.TOTAL) && !sentence.is(j - 1, Cue.OF) && !sentence.is(j, Cue.SHARE)) {
        return true;
      }
    }
    return false;
  }

  /** A comparison may be with any other entity that the sentence names. */
  private void otherMentions(List<Focus> found, int i, List<Integer> rivals) {
    boolean unnamed = mentions.lastIn(sentence.start(i), sentence.end(i)) == null;
    boolean earlier =
        unnamed
            && IntStream.range(0, sentence.start(i))
                .anyMatch(
                    j ->
                        sentence.is(j, Cue.GAP)
                            || sentence.is(j, Cue.TRAIL)
                            || sentence.is(j, Cue.BEAT));
    boolean gap =
        earlier
            || clauses.near(i, Cue.GAP)
            || clauses.near(i, Cue.MORE)
            || clauses.near(i, Cue.LESS)
            || clauses.near(i, Cue.BEAT)
            || clauses.near(i, Cue.TRAIL)
            || ((Token.Num) sentence.at(i)).quantity().kind() == NumberKind.MULTIPLE
            || clauses.near(i, Cue.FORMER)
            || clauses.near(i, Cue.LATTER)
            || clauses.near(i, Cue.PAIR);
    if (!gap) {
      return;
    }
    List<Mention> all = new ArrayList<>(mentions.all());
    if (all.isEmpty()
        || clauses.near(i, Cue.FORMER)
        || clauses.near(i, Cue.LATTER)
        || clauses.near(i, Cue.PAIR)
        || all.stream().mapToInt(one -> one.members().size()).sum() < 2) {
      all.addAll(0, recent.subList(Math.max(0, recent.size() - 2), recent.size()));
    }
    for (Mention mention : all) {
      for (int entity : mention.entities()) {
        if (!rivals.contains(entity) && rivals.size() < 6) {
          rivals.add(entity);
        }
      }
    }
    List<Integer> listed = new ArrayList<>(rivals);
    if (clauses.near(i, Cue.GAP) || clauses.near(i, Cue.PAIR)) {
      listed.stream().map(Focus::one).filter(focus -> !found.contains(focus)).forEach(found::add);
    }
  }

  private List<Focus> rest(int i, List<Focus> found) {
    boolean rest = false;
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (j > i && sentence.at(j) instanceof Token.Num) {
        break;
      }
      rest |= sentence.is(j, Cue.REST);
    }
    if (!rest) {
      return found;
    }
    List<Integer> named = new ArrayList<>();
    for (Mention mention : recent) {
      mention.entities().stream().filter(entity -> !named.contains(entity)).forEach(named::add);
    }
    List<Integer> here = new ArrayList<>();
    for (Mention mention : mentions.all()) {
      mention.entities().stream().filter(entity -> !here.contains(entity)).forEach(here::add);
    }
    List<Focus> focuses = new ArrayList<>();
    for (List<Integer> group : groupsNamed(i)) {
      focuses.add(new Focus(group, Join.REST));
    }
    if (!here.isEmpty()) {
      focuses.add(new Focus(here, Join.REST));
    }
    List<Integer> both = new ArrayList<>(named);
    here.stream().filter(entity -> !both.contains(entity)).forEach(both::add);
    if (!both.isEmpty()) {
      focuses.add(new Focus(both, Join.REST));
    }
    focuses.addAll(found);
    return focuses;
  }

  /** "The other branches": those that the facts do not list. */
  private List<List<Integer>> groupsNamed(int i) {
    List<List<Integer>> groups = new ArrayList<>();
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.at(j) instanceof Token.Mark mark && !mark.meaning().dimensions().isEmpty()) {
        for (FactTable.Group group : clauses.table.groups()) {
          if (group.dimensions().stream().anyMatch(mark.meaning().dimensions()::contains)) {
            groups.add(List.copyOf(group.entities()));
          }
        }
      }
    }
    return groups.stream().distinct().limit(4).toList();
  }

  private boolean measureNamed(int i) {
    for (int j = sentence.start(i); j < i; j++) {
      if (sentence.at(j) instanceof Token.Mark mark && !mark.meaning().concepts().isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
