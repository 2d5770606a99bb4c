package dev.rapporteur.writing.rules;

import static dev.rapporteur.writing.rules.References.ref;
import static dev.rapporteur.writing.rules.References.signed;
import static dev.rapporteur.writing.rules.References.size;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.MissingFigure.Reason;
import dev.rapporteur.analysis.QualityFact;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportingPeriod;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** English. */
final class EnglishWording implements Wording {
  private static final BigDecimal HUNDRED = new BigDecimal("100");
  private static final BigDecimal NEARLY_ALL = new BigDecimal("95");

  private final ReportingPeriod period;

  EnglishWording(ReportingPeriod period) {
    this.period = period;
  }

  @Override
  public String paragraph(List<String> sentences) {
    return String.join(" ", sentences);
  }

  @Override
  public String say(Message message) {
    return switch (message) {
      case Message.Headline one -> headline(one);
      case Message.Streak one -> streak(one);
      case Message.Turn one -> turn(one);
      case Message.Extreme one -> extreme(one);
      case Message.Drivers one -> drivers(one);
      case Message.Counter one -> counter(one);
      case Message.Without one -> without(one);
      case Message.VolumeAndValue one -> volumeAndValue(one);
      case Message.Arrival one -> arrival(one);
      case Message.Departure one -> departure(one);
      case Message.LargestMove one -> largestMove(one);
      case Message.OtherWay one -> otherWay(one);
      case Message.Balance one -> balance(one);
      case Message.ShareMove one -> shareMove(one);
      case Message.Largest one -> largest(one);
      case Message.Stretch one -> stretch(one);
      case Message.Goal one -> goal(one);
      case Message.Goals one -> goals(one);
      case Message.First one -> first(one);
      case Message.Moved one -> moved(one);
      case Message.Entered one -> entered(one);
      case Message.Outsize one -> outsize(one);
      case Message.Rate one -> rate(one);
      case Message.Plain one -> plain(one);
      case Message.Gap one -> gap(one);
      case Message.Noticed one -> noticed(one);
      case Message.Strategy one -> strategy(one);
      case Message.Nothing ignored -> "There is nothing to report on this point.";
    };
  }

  // --- the whole ----------------------------------------------------------------------------

  private String headline(Message.Headline one) {
    Measured value = one.value();
    String name = lower(value.name());
    boolean counted = name.equals(value.now().unit().symbol());
    String start =
        counted
            ? name(period) + " brought " + ref(value.now())
            : name(period) + " " + name + " came to " + ref(value.now());
    return start + comparisons(value) + ".";
  }

  /** {@code , 12.4% more than a year ago but 3.1% less than in February}. */
  private String comparisons(Measured value) {
    List<Comparison> known = new ArrayList<>();
    value.against(Base.PREVIOUS_YEAR).filter(Comparison::isKnown).ifPresent(known::add);
    value.against(Base.PREVIOUS_PERIOD).filter(Comparison::isKnown).ifPresent(known::add);
    if (known.isEmpty()) {
      return "";
    }
    String first = comparison(known.getFirst(), value.now().unit());
    if (known.size() == 1) {
      return ", " + first;
    }
    boolean same = known.get(0).direction() == known.get(1).direction();
    return ", " + first + (same ? " and " : " but ") + comparison(known.get(1), value.now().unit());
  }

  private String comparison(Comparison one, Unit unit) {
    if (one.direction() == 0) {
      return "as much as " + when(one.base());
    }
    Figure by = one.rate().or(one::amount).orElseThrow();
    return size(by) + " " + more(one.direction(), unit) + " than " + when(one.base());
  }

  private static String more(int direction, Unit unit) {
    if (direction > 0) {
      return "more";
    }
    return unit.kind() == Unit.Kind.COUNT ? "fewer" : "less";
  }

  private String streak(Message.Streak one) {
    boolean up = one.periods().value().signum() > 0;
    String head = "Taken together with the months before, " + lower(one.name());
    return has(head, one.name())
        + " been "
        + (up ? "above" : "below")
        + " "
        + levelOf(one.base())
        + " for "
        + size(one.periods())
        + " in a row.";
  }

  private String turn(Message.Turn one) {
    String what =
        "This is the first "
            + unitOfTime()
            + " "
            + (one.direction() > 0 ? "above " : "below ")
            + levelOf(one.base());
    return what
        + one.since().map(since -> " since " + since.label(Locale.ENGLISH)).orElse(" on record")
        + ".";
  }

  private String extreme(Message.Extreme one) {
    String comparative = one.high() ? "higher" : "lower";
    String since = one.since().label(Locale.ENGLISH);
    return one.ever()
        ? "No " + unitOfTime() + " since the series begins in " + since + " was " + comparative + "."
        : "The last " + unitOfTime() + " with a " + comparative + " value was " + since + ".";
  }

  private String levelOf(Base base) {
    return base == Base.PREVIOUS_YEAR
        ? "the level of a year before"
        : "the level of the " + unitOfTime() + " before";
  }

  // --- what drove a change ------------------------------------------------------------------

  private String drivers(Message.Drivers one) {
    Part first = one.parts().getFirst();
    String lost = lost(one.whole().direction());
    String change = one.whole().direction() > 0 ? "increase" : "decline";
    String whole = size(one.whole().amount().orElseThrow());
    Optional<BigDecimal> part = first.contribution().map(figure -> figure.value());
    if (part.filter(percent -> percent.compareTo(HUNDRED) > 0).isPresent()) {
      String more = first.label() + " alone " + lost + " " + size(first.change());
      return one.second()
          ? "By " + one.noun() + ", " + more + ", more than the whole " + change + "."
          : more + ", more than the " + whole + " of the company as a whole.";
    }
    if (one.second()) {
      return "By "
          + one.noun()
          + ", another view of the same "
          + change
          + ", "
          + list(one.parts(), " accounts for ", true)
          + ".";
    }
    if (!one.opens()) {
      return partOf(first, one.noun(), lost, change);
    }
    String name = lower(one.value().name());
    String head =
        "Of the " + whole + " that " + name + " " + lost + " against " + when(one.whole().base());
    return head + ", " + list(one.parts(), " accounts for ", true) + ".";
  }

  private String partOf(Part first, String noun, String lost, String change) {
    Figure part = first.contribution().orElse(first.change());
    BigDecimal percent = part.value();
    if (percent.compareTo(NEARLY_ALL) >= 0) {
      return "The "
          + change
          + " is almost entirely that of "
          + first.label()
          + ": the "
          + noun
          + " "
          + lost
          + " "
          + size(first.change())
          + ".";
    }
    String fraction = Fraction.of(percent).map(Fraction::english).orElse(size(part));
    boolean most = percent.compareTo(new BigDecimal("50")) >= 0;
    return most
        ? first.label() + " alone " + lost + " " + size(first.change()) + ", " + fraction
            + " of the " + change + "."
        : "The largest part of the " + change + " is that of " + first.label() + ", which " + lost
            + " " + size(first.change()) + ", " + fraction + " of it.";
  }

  private String list(List<Part> parts, String verb, boolean withShare) {
    List<String> said = new ArrayList<>();
    for (Part part : parts) {
      String share =
          withShare && said.isEmpty()
              ? part.contribution().map(figure -> " (" + size(figure) + ")").orElse("")
              : "";
      said.add(
          said.isEmpty()
              ? part.label() + verb + size(part.change()) + share
              : part.label() + " for " + size(part.change()));
    }
    return and(said);
  }

  private String counter(Message.Counter one) {
    String verb = one.wholeDirection() > 0 ? "lost" : "gained";
    List<String> said = new ArrayList<>();
    for (Part part : one.parts()) {
      said.add(
          said.isEmpty()
              ? part.label() + " " + verb + " " + size(part.change())
              : part.label() + " " + size(part.change()));
    }
    return "Against the trend, " + and(said) + ".";
  }

  private String without(Message.Without one) {
    return "Without "
        + one.part().label()
        + ", "
        + lower(one.name())
        + " would have been "
        + (one.direction() > 0 ? "above " : "below ")
        + levelOf(one.base())
        + ".";
  }

  private String volumeAndValue(Message.VolumeAndValue one) {
    Comparison count = one.count().against(one.whole().base()).orElseThrow();
    Comparison average = one.average().against(one.whole().base()).orElseThrow();
    Figure countRate = count.rate().orElseThrow();
    Figure averageRate = average.rate().orElseThrow();
    boolean byCount =
        countRate.value().abs().compareTo(averageRate.value().abs()) >= 0;
    String counted = lower(one.count().name());
    String averaged = "the " + lower(one.average().name());
    String countSaid =
        ref(one.count().now())
            + ", "
            + size(countRate)
            + " "
            + (count.direction() >= 0 ? "more" : "fewer")
            + " than "
            + when(one.whole().base());
    String averageSaid =
        averaged
            + ", "
            + ref(one.average().now())
            + ", was "
            + size(averageRate)
            + (average.direction() >= 0 ? " higher" : " lower");
    String link = count.direction() == average.direction() ? ", and " : ", while ";
    return byCount
        ? "There were " + countSaid + link + averageSaid + "."
        : capital(averageSaid)
            + " than "
            + when(one.whole().base())
            + link
            + counted
            + ", "
            + ref(one.count().now())
            + ", "
            + (count.direction() >= 0 ? "rose" : "fell")
            + " by "
            + size(countRate)
            + ".";
  }

  private String arrival(Message.Arrival one) {
    return one.part().label()
        + ", with "
        + ref(one.part().level().orElseThrow())
        + ", had nothing to compare with "
        + when(one.base())
        + ", so it has no rate of growth.";
  }

  private String departure(Message.Departure one) {
    return one.part().label()
        + ", which still brought "
        + ref(one.part().before().orElseThrow())
        + " "
        + when(one.base())
        + ", no longer appears.";
  }

  // --- by entity ----------------------------------------------------------------------------

  private String largestMove(Message.LargestMove one) {
    Part part = one.part();
    String verb = part.direction() > 0 ? "gained" : "lost";
    String now = part.level().map(level -> ", and stands at " + ref(level)).orElse("");
    String rate =
        part.rate()
            .map(
                figure ->
                    " ("
                        + signed(figure)
                        + ")")
            .orElse("");
    return part.label()
        + " moved most: it "
        + verb
        + " "
        + size(part.change())
        + " on "
        + when(one.base())
        + rate
        + now
        + ".";
  }

  private String otherWay(Message.OtherWay one) {
    String verb = one.part().direction() > 0 ? "gained" : "lost";
    String rate = one.part().rate().map(figure -> " (" + signed(figure) + ")").orElse("");
    return "In the other direction, "
        + one.part().label()
        + " "
        + verb
        + " most, "
        + size(one.part().change())
        + rate
        + ".";
  }

  private String balance(Message.Balance one) {
    if (one.falling().value().signum() == 0) {
      return "All " + ref(one.growing()) + " were above " + levelOf(one.base()) + ".";
    }
    if (one.growing().value().signum() == 0) {
      return "All " + ref(one.falling()) + " were below " + levelOf(one.base()) + ".";
    }
    return capital(ref(one.growing()))
        + " grew and "
        + ref(one.falling())
        + " shrank against "
        + when(one.base())
        + ".";
  }

  private String shareMove(Message.ShareMove one) {
    Figure change = one.part().shareChange().orElseThrow();
    String verb = change.value().signum() >= 0 ? "rose" : "fell";
    return "Its share of the total "
        + verb
        + " by "
        + size(change)
        + one.part().share().map(share -> " to " + ref(share)).orElse("")
        + ".";
  }

  private String largest(Message.Largest one) {
    return one.part().label()
        + " remains the largest "
        + one.noun()
        + " with "
        + ref(one.part().level().orElseThrow())
        + ", "
        + ref(one.part().share().orElseThrow())
        + " of the total.";
  }

  // --- stretches and targets ----------------------------------------------------------------

  private String stretch(Message.Stretch one) {
    Measured value = one.value();
    String start = capital(value.name()) + " " + stand(value.name()) + " at " + ref(value.now());
    Optional<Comparison> year = value.against(Base.PREVIOUS_YEAR).filter(Comparison::isKnown);
    String compared =
        year.map(comparison -> ", " + comparison(comparison, value.now().unit())).orElse("");
    String target =
        one.aim()
            .map(
                aim ->
                    (compared.isEmpty() ? ", " : aim.isMet() == (year.get().direction() > 0) ? " and " : " but ")
                        + gap(aim)
                        + " its target"
                        + attained(aim))
            .orElse("");
    return start + compared + target + ".";
  }

  private static String gap(Aim aim) {
    if (aim.gap().value().signum() == 0) {
      return "exactly at";
    }
    return size(aim.gap()) + (aim.isMet() ? " above" : " short of");
  }

  private static String attained(Aim aim) {
    return aim.attainment().map(figure -> " (" + ref(figure) + " of it)").orElse("");
  }

  private String goal(Message.Goal one) {
    Aim aim = one.aim();
    return switch (one.scope()) {
      case PERIOD ->
          "The "
              + unitOfTime()
              + " itself ended "
              + gap(aim)
              + " its target of "
              + ref(aim.target())
              + attained(aim)
              + ".";
      case TO_DATE ->
          capital(one.name())
              + " "
              + are(one.name())
              + " "
              + gap(aim)
              + " the target of "
              + ref(aim.target())
              + attained(aim)
              + ".";
      case YEAR ->
          aim.isMet()
              ? "The target of the whole year, " + ref(aim.target()) + ", is reached."
              : "Of the target of the whole year, "
                  + ref(aim.target())
                  + ", "
                  + size(aim.gap())
                  + " is still to come"
                  + aim.attainment()
                      .map(figure -> "; " + ref(figure) + " of it is reached")
                      .orElse("")
                  + ".";
    };
  }

  private String goals(Message.Goals one) {
    if (one.furthestBelow().isEmpty()) {
      return "All "
          + ref(one.met())
          + " reached their targets"
          + one.furthestAbove()
              .map(aim -> ", " + label(aim) + " with the largest margin, " + size(aim.gap()))
              .orElse("")
          + ".";
    }
    Aim below = one.furthestBelow().get();
    String first =
        "Against its target "
            + label(below)
            + " is furthest behind, "
            + size(below.gap())
            + " short"
            + attained(below);
    String second =
        one.furthestAbove()
            .map(aim -> ", while " + label(aim) + " is " + size(aim.gap()) + " above" + attained(aim))
            .orElse("; none is above");
    String all =
        one.met().value().signum() == 0
            ? ""
            : " Of all, " + ref(one.met()) + " met the target and " + ref(one.missed()) + " missed it.";
    return first + second + "." + all;
  }

  private static String label(Aim aim) {
    return aim.entity().orElseThrow().label();
  }

  // --- rankings -----------------------------------------------------------------------------

  private String first(Message.First one) {
    Ranked first = one.first();
    String share = first.share().map(figure -> ", " + ref(figure) + " of the total").orElse("");
    return "The first "
        + one.noun()
        + " is "
        + first.entity().label()
        + " with "
        + ref(first.amount())
        + share
        + ".";
  }

  private String moved(Message.Moved one) {
    boolean up = one.ranked().movement() > 0;
    return one.ranked().entity().label()
        + (up ? " climbed furthest" : " fell furthest")
        + " against "
        + when(one.base())
        + ", to "
        + ref(one.ranked().place())
        + " place"
        + one.ranked().change().map(change -> " with " + ref(one.ranked().amount())).orElse("")
        + ".";
  }

  private String entered(Message.Entered one) {
    return one.ranked().entity().label() + " is new at " + ref(one.ranked().place()) + " place.";
  }

  private String outsize(Message.Outsize one) {
    return "One "
        + one.noun()
        + " stands out: "
        + one.ranked().entity().label()
        + " with "
        + ref(one.ranked().amount())
        + one.ranked().share().map(share -> ", " + ref(share) + " of the total,").orElse("")
        + " is more than twice as large as the next, "
        + one.next().entity().label()
        + " with "
        + ref(one.next().amount())
        + ".";
  }

  // --- single values ------------------------------------------------------------------------

  private String rate(Message.Rate one) {
    Measured value = one.value();
    String start = "The " + lower(value.name()) + " was " + ref(value.now());
    List<String> compared = new ArrayList<>();
    for (Base base : List.of(Base.PREVIOUS_YEAR, Base.PREVIOUS_PERIOD)) {
      value
          .against(base)
          .filter(Comparison::isKnown)
          .ifPresent(
              one2 ->
                  compared.add(
                      one2.direction() == 0
                          ? "the same as " + when(base)
                          : size(one2.rate().or(one2::amount).orElseThrow())
                              + (one2.direction() > 0 ? " higher" : " lower")
                              + " than "
                              + when(base)));
    }
    return start + (compared.isEmpty() ? "" : ", " + and(compared)) + ".";
  }

  private String plain(Message.Plain one) {
    List<String> said = new ArrayList<>();
    List<String> none = new ArrayList<>();
    for (Measured value : one.values()) {
      if (value.now().value().signum() == 0) {
        none.add(lower(value.name()));
      } else {
        said.add(lower(value.name()) + " came to " + ref(value.now()));
      }
    }
    List<String> sentences = new ArrayList<>();
    if (!said.isEmpty()) {
      sentences.add(capital(and(said)) + ".");
    }
    if (!none.isEmpty()) {
      sentences.add("There were no " + String.join(" and no ", none) + ".");
    }
    return String.join(" ", sentences);
  }

  // --- what is not known --------------------------------------------------------------------

  private String gap(Message.Gap one) {
    List<String> names = one.names().stream().map(EnglishWording::lower).limit(3).toList();
    String of = and(names) + (one.names().size() > 3 ? " and others" : "");
    return switch (one.reason()) {
      case NO_BASE, NEW_ENTITY -> "For " + of + " there are no data of the compared period.";
      case NO_TARGET -> "There is no target for this period to hold " + of + " against.";
      case NO_DATA -> "There are no data of this period for " + of + ".";
      case ZERO_BASE -> "No rate can be given for " + of + ", which stood at zero before.";
      case NEGATIVE_BASE -> "No rate is given for " + of + ", which was negative before.";
      case NO_CHANGE -> "The whole did not change, so " + of + " cannot be told in parts.";
    };
  }

  private String noticed(Message.Noticed one) {
    QualityFact fact = one.fact();
    return switch (fact.kind()) {
      case NOT_CLOSED -> "The books of the period are not closed, so figures may still change.";
      case PARTIAL_PERIOD -> "The period was not over when the data were read.";
      case DUPLICATE_KEY ->
          "Some rows of " + fact.data() + " share a " + fact.subject() + " that should be unique.";
      case LATE_ROWS -> "Some rows of " + fact.data() + " were loaded after the close.";
      case EMPTY_CELLS ->
          "In " + fact.data() + " some cells of " + fact.subject() + " are empty and count as nothing.";
      case ROWS_READ, MISSING_ENTITY, NEW_ENTITY -> "";
    };
  }

  private String strategy(Message.Strategy one) {
    String document = "the " + lower(one.document().replaceAll("[ ,]*\\b\\d{4}\\b.*$", ""));
    String says = document.endsWith("s") ? " say: “" : " says: “";
    String standing =
        one.aim()
            .map(
                aim ->
                    aim.entity().map(entity -> entity.label() + " stands").orElse("It stands")
                        + " at "
                        + ref(aim.attainment().orElse(aim.gap()))
                        + " of its target; ")
            .orElse("");
    String head = standing + document + says;
    return capital(head) + one.quote().replaceAll("[.。]$", "") + "” [" + one.label() + "].";
  }

  // --- words --------------------------------------------------------------------------------

  private String when(Base base) {
    if (base == Base.PREVIOUS_YEAR) {
      return "a year ago";
    }
    return "in " + name(period.previous());
  }

  private static String name(ReportingPeriod one) {
    return one.kind() == ReportingPeriod.Kind.MONTH
        ? one.start().format(DateTimeFormatter.ofPattern("MMMM", Locale.ENGLISH))
        : one.label(Locale.ENGLISH);
  }

  private String unitOfTime() {
    return period.kind().name().toLowerCase(Locale.ROOT);
  }

  private static String lost(int direction) {
    return direction > 0 ? "gained" : "lost";
  }

  private static String has(String head, String name) {
    return head + (isPlural(name) ? " have" : " has");
  }

  private static String are(String name) {
    return isPlural(name) ? "are" : "is";
  }

  private static String stand(String name) {
    return isPlural(name) ? "stand" : "stands";
  }

  /** Whether the noun that a name turns on is in the plural: "Sales for the year to date". */
  static boolean isPlural(String name) {
    String head = name.split(" (?:for|of|by|against|in|to|over|loaded)\\b")[0];
    return head.endsWith("s") && !head.endsWith("ss");
  }

  static String lower(String name) {
    boolean acronym = name.length() > 1 && Character.isUpperCase(name.charAt(1));
    return acronym || name.isEmpty()
        ? name
        : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  static String and(List<String> items) {
    if (items.size() < 2) {
      return String.join("", items);
    }
    return String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
  }
}
