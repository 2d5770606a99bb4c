package dev.rapporteur.writing.rules;

import static dev.rapporteur.writing.rules.EnglishWords.and;
import static dev.rapporteur.writing.rules.EnglishWords.are;
import static dev.rapporteur.writing.rules.EnglishWords.capital;
import static dev.rapporteur.writing.rules.EnglishWords.have;
import static dev.rapporteur.writing.rules.EnglishWords.label;
import static dev.rapporteur.writing.rules.EnglishWords.lower;
import static dev.rapporteur.writing.rules.EnglishWords.says;
import static dev.rapporteur.writing.rules.EnglishWords.stand;
import static dev.rapporteur.writing.rules.EnglishWords.their;
import static dev.rapporteur.writing.rules.EnglishWords.they;
import static dev.rapporteur.writing.rules.EnglishWords.were;
import static dev.rapporteur.writing.rules.References.ref;
import static dev.rapporteur.writing.rules.References.signed;
import static dev.rapporteur.writing.rules.References.size;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.QualityFact;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportingPeriod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** English. */
final class EnglishWording implements Wording {
  private static final BigDecimal HUNDRED = new BigDecimal("100");
  private static final BigDecimal HALF = new BigDecimal("50");
  private static final BigDecimal NEARLY_ALL = new BigDecimal("95");

  private static final BigDecimal TWICE = new BigDecimal("2");

  /** From so many times the value then on, the base is a low one. */
  private static final BigDecimal LOW_BASE = new BigDecimal("4");

  /** A rate is small beside another that is so many times larger. */
  private static final BigDecimal MUCH = new BigDecimal("3");

  private final EnglishWords words;

  EnglishWording(ReportingPeriod period) {
    this.words = new EnglishWords(period);
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
      case Message.Stretch one -> stretch(one);
      case Message.MainPart one -> mainPart(one);
      case Message.Drivers one -> drivers(one);
      case Message.Without one -> without(one);
      case Message.VolumeAndValue one -> volumeAndValue(one);
      case Message.LargestMove one -> largestMove(one);
      case Message.OtherWay one -> otherWay(one);
      case Message.Balance one -> balance(one);
      case Message.Largest one -> largest(one);
      case Message.Composition one -> composition(one);
      case Message.Pace one -> pace(one);
      case Message.PeriodGoal one -> periodGoal(one);
      case Message.YearGoal one -> yearGoal(one);
      case Message.Goals one -> goals(one);
      case Message.First one -> first(one);
      case Message.Moved one -> moved(one);
      case Message.Outsize one -> outsize(one);
      case Message.Rates one -> rates(one);
      case Message.Limited one -> limited(one);
      case Message.Plain one -> plain(one);
      case Message.NoBase one -> noBase(one);
      case Message.NoTarget ignored ->
          "There are no targets for this period, so nothing can be said about the plan.";
      case Message.Gap one -> gap(one);
      case Message.Noticed one -> noticed(one);
      case Message.Strategy one -> strategy(one);
      case Message.Elsewhere one -> elsewhere(one);
      case Message.Nothing ignored -> "The figures of this section give nothing to report.";
    };
  }

  // --- the whole ----------------------------------------------------------------------------

  private String headline(Message.Headline one) {
    Measured value = one.value();
    String name = lower(value.name());
    String start =
        name.equals(value.now().unit().symbol())
            ? words.thisPeriod() + " brought " + ref(value.now())
            : words.thisPeriod() + " " + name + " came to " + ref(value.now());
    return start + comparisons(value) + ".";
  }

  /** {@code , 12.4% more than a year ago but 3.1% less than in February}. */
  private String comparisons(Measured value) {
    List<Comparison> known =
        List.of(Base.PREVIOUS_YEAR, Base.PREVIOUS_PERIOD).stream()
            .flatMap(base -> value.against(base).stream())
            .filter(Comparison::isKnown)
            .toList();
    if (known.isEmpty()) {
      return "";
    }
    String first = ", " + comparison(known.getFirst(), value.now().unit());
    if (known.size() == 1) {
      return first + words.lameness(known.getFirst().base());
    }
    Comparison second = known.get(1);
    boolean contrast = known.getFirst().direction() * second.direction() < 0;
    return first
        + (contrast ? " but " : " and ")
        + comparison(second, value.now().unit())
        + words.lameness(second.base());
  }

  private String comparison(Comparison one, Unit unit) {
    if (one.direction() == 0) {
      return "about as much as " + words.when(one.base());
    }
    String more = one.direction() > 0 ? "more" : unit.kind() == Unit.Kind.COUNT ? "fewer" : "less";
    return size(one.difference()) + " " + more + " than " + words.when(one.base());
  }

  private String streak(Message.Streak one) {
    return capital(one.name())
        + " "
        + have(one.name())
        + " now been "
        + (one.periods().value().signum() > 0 ? "above " : "below ")
        + words.levelOf(one.base())
        + " for "
        + size(one.periods())
        + " in a row.";
  }

  private String turn(Message.Turn one) {
    String side = one.direction() > 0 ? "above " : "below ";
    return one.since()
        .map(
            since ->
                "It is the first "
                    + words.unitOfTime()
                    + " "
                    + side
                    + words.levelOf(one.base())
                    + " since "
                    + label(since)
                    + ".")
        .orElseGet(
            () ->
                "Until "
                    + words.previousPeriod()
                    + " "
                    + lower(one.name())
                    + " had been "
                    + (one.direction() > 0 ? "below " : "above ")
                    + words.levelOf(one.base())
                    + " for some time.");
  }

  private String extreme(Message.Extreme one) {
    String comparative = one.high() ? "higher" : "lower";
    return one.ever()
        ? "No "
            + words.unitOfTime()
            + " since "
            + label(one.since())
            + ", where the series begins, "
            + "was "
            + comparative
            + "."
        : "The last "
            + words.unitOfTime()
            + " with a "
            + comparative
            + " value was "
            + label(one.since())
            + ".";
  }

  private String stretch(Message.Stretch one) {
    Measured value = one.value();
    Comparison main = value.main().orElseThrow();
    String compared =
        main.direction() == 0
            ? "at the same level as " + words.when(main.base())
            : (main.direction() > 0 ? "still " : "")
                + size(main.difference())
                + (main.direction() > 0 ? " above " : " below ")
                + words.levelOf(main.base());
    if (!one.against()) {
      return capital(value.name())
          + " "
          + stand(value.name())
          + " at "
          + ref(value.now())
          + ", "
          + compared.replace("still ", "")
          + ".";
    }
    return "The longer view differs: "
        + lower(value.name())
        + ", "
        + ref(value.now())
        + ", "
        + are(value.name())
        + " "
        + compared
        + ".";
  }

  // --- what drove a change ------------------------------------------------------------------

  private String mainPart(Message.MainPart one) {
    Part part = one.part();
    String lost = lost(one.whole().direction());
    String change = one.whole().direction() > 0 ? "increase" : "decline";
    Figure contribution = part.contribution().orElse(part.change().orElseThrow());
    BigDecimal percent = contribution.value();
    String amount = size(part.change().orElseThrow());
    if (percent.compareTo(HUNDRED) > 0) {
      return part.label()
          + " alone "
          + lost
          + " "
          + amount
          + ", more than the whole "
          + change
          + ".";
    }
    if (percent.compareTo(NEARLY_ALL) >= 0) {
      return "Almost all of the "
          + change
          + " is that of "
          + part.label()
          + ", which "
          + lost
          + " "
          + amount
          + ".";
    }
    String fraction = fraction(contribution);
    return percent.compareTo(HALF) >= 0
        ? part.label()
            + " alone "
            + lost
            + " "
            + amount
            + ", "
            + fraction
            + " of the "
            + change
            + "."
        : "The largest part of the "
            + change
            + ", "
            + fraction
            + " of it, is that of "
            + part.label()
            + ", which "
            + lost
            + " "
            + amount
            + ".";
  }

  private String drivers(Message.Drivers one) {
    int direction = one.whole().direction();
    String change = direction > 0 ? "increase" : "decline";
    String name = lower(one.value().name());
    String whole = size(one.whole().amount().orElseThrow());
    Part first = one.parts().getFirst();
    Optional<BigDecimal> part = first.contribution().map(Figure::value);
    String start;
    if (part.filter(percent -> percent.compareTo(HUNDRED) > 0).isPresent()) {
      start =
          (one.second() ? "By " + one.noun() + ", " : "")
              + first.label()
              + " alone "
              + lost(direction)
              + " "
              + size(first.change().orElseThrow())
              + (one.second()
                  ? ", more than the whole " + change
                  : ", more than the "
                      + whole
                      + " that "
                      + name
                      + " "
                      + lost(direction)
                      + " as a whole against "
                      + words.than(one.whole().base()));
    } else if (one.second()) {
      boolean few = part.filter(percent -> percent.compareTo(new BigDecimal("40")) < 0).isPresent();
      start =
          "By "
              + one.noun()
              + (few
                  ? ", the largest parts of the same " + change + " are those of "
                  : ", the same " + change + " came mainly from ")
              + sources(one.parts(), name, one.whole().base());
    } else if (part.filter(percent -> percent.compareTo(new BigDecimal("40")) < 0).isPresent()) {
      start =
          "No single "
              + one.noun()
              + " explains the "
              + whole
              + " that "
              + name
              + " "
              + lost(direction)
              + " against "
              + words.than(one.whole().base())
              + ": the largest parts are those of "
              + sources(one.parts(), name, one.whole().base());
    } else {
      start =
          "Of the "
              + whole
              + " that "
              + name
              + " "
              + lost(direction)
              + " against "
              + words.than(one.whole().base())
              + ", most came from "
              + sources(one.parts(), name, one.whole().base());
      if (part.filter(percent -> percent.compareTo(HALF) <= 0).isPresent()) {
        start = start.replace(", most came", ", the largest part came");
      }
    }
    return start + against(one) + ".";
  }

  /** {@code East with 2.3 million yuan (nine tenths of it), South with ... and ...}. */
  private String sources(List<Part> parts, String name, Base base) {
    List<String> said = new ArrayList<>();
    for (Part part : parts) {
      String detail =
          said.isEmpty()
              ? part.contribution().map(f -> " (" + fraction(f) + " of it)").orElse("")
              : "";
      said.add(
          part.label()
              + aside(part, name, base)
              + "with "
              + size(part.change().orElseThrow())
              + detail);
    }
    return and(said);
  }

  /** What a reader must know of a part that came or went. */
  private String aside(Part part, String name, Base base) {
    if (part.isGone()) {
      return ", which no longer "
          + (EnglishWords.isPlural(part.label()) ? "have " : "has ")
          + name
          + ", ";
    }
    return part.isNew() ? ", which had no " + name + " " + words.when(base) + ", " : " ";
  }

  /** {@code ; against it stand gains by North (0.5 million yuan) and X (new, 2.7 million yuan)}. */
  private static String against(Message.Drivers one) {
    List<String> said = new ArrayList<>();
    for (Part part : one.counter()) {
      String came = part.isNew() ? "new, " : part.isGone() ? "gone, " : "";
      said.add(part.label() + " (" + came + size(part.change().orElseThrow()) + ")");
    }
    String moved = one.whole().direction() < 0 ? "gains by " : "losses by ";
    return said.isEmpty() ? "" : "; against it stand " + moved + and(said);
  }

  private static String fraction(Figure contribution) {
    return Fraction.of(contribution.value()).map(Fraction::english).orElse(size(contribution));
  }

  private String without(Message.Without one) {
    return "Without "
        + one.part().label()
        + ", "
        + lower(one.name())
        + " would have been "
        + (one.direction() > 0 ? "above " : "below ")
        + words.levelOf(one.base())
        + ".";
  }

  private String volumeAndValue(Message.VolumeAndValue one) {
    Base base = one.whole().base();
    Comparison count = one.count().against(base).orElseThrow();
    Comparison average = one.average().against(base).orElseThrow();
    BigDecimal countRate = count.difference().value().abs();
    BigDecimal averageRate = average.difference().value().abs();
    String averaged = "the " + lower(one.average().name());
    String link = count.direction() * average.direction() < 0 ? ", while " : ", and ";
    String higher = average.direction() > 0 ? " higher" : " lower";
    if (countRate.compareTo(averageRate) >= 0) {
      boolean alone = countRate.compareTo(averageRate.multiply(MUCH)) >= 0;
      String start =
          alone
              ? "The change came with the number of " + lower(one.count().name()) + ": there were "
              : "There were ";
      String rest =
          average.direction() == 0
              ? averaged + ", " + ref(one.average().now()) + ", did not change"
              : averaged
                  + ", "
                  + ref(one.average().now())
                  + ", was "
                  + (alone ? "only " : "")
                  + size(average.difference())
                  + higher;
      return start
          + ref(one.count().now())
          + ", "
          + size(count.difference())
          + (count.direction() > 0 ? " more" : " fewer")
          + " than "
          + words.when(base)
          + link
          + rest
          + ".";
    }
    String rest =
        count.direction() == 0
            ? "the number of " + lower(one.count().name()) + " did not change"
            : "there were "
                + ref(one.count().now())
                + ", "
                + size(count.difference())
                + (count.direction() > 0 ? " more" : " fewer");
    return capital(averaged)
        + " "
        + (average.direction() > 0 ? "rose" : "fell")
        + " by "
        + size(average.difference())
        + " against "
        + words.than(base)
        + " to "
        + ref(one.average().now())
        + link
        + rest
        + ".";
  }

  private static String lost(int direction) {
    return direction > 0 ? "gained" : "lost";
  }

  // --- by entity ----------------------------------------------------------------------------

  private String largestMove(Message.LargestMove one) {
    Part part = one.part();
    String name = one.name().isEmpty() ? "amount" : lower(one.name());
    String when = words.when(one.base());
    if (part.isGone()) {
      return part.label()
          + " made the largest difference: after "
          + ref(part.before().orElseThrow())
          + " "
          + when
          + " "
          + they(part.label())
          + " "
          + have(part.label())
          + " no "
          + name
          + " this "
          + words.unitOfTime()
          + ".";
    }
    if (part.isNew()) {
      return part.label()
          + " made the largest difference: "
          + they(part.label())
          + " brought "
          + ref(part.level().orElseThrow())
          + share(part)
          + ", after nothing "
          + when
          + ".";
    }
    if (part.isNegative()) {
      return part.label()
          + " made the largest difference: after "
          + before(part)
          + " "
          + when
          + ", "
          + their(part.label())
          + " "
          + name
          + " came to "
          + ref(part.level().orElseThrow())
          + ".";
    }
    return part.label()
        + " moved most: "
        + their(part.label())
        + " "
        + name
        + " "
        + move(part, one.base())
        + shareMove(part)
        + ".";
  }

  /** {@code fell by 4.17 million yuan to 2.26 million yuan, 64.8% less than a year ago}. */
  private String move(Part part, Base base) {
    boolean up = part.direction() > 0;
    String moved = (up ? "rose by " : "fell by ") + size(part.change().orElseThrow());
    String to = part.level().map(level -> " to " + ref(level)).orElse("");
    Optional<BigDecimal> times = part.times();
    if (times.filter(value -> value.compareTo(LOW_BASE) >= 0).isPresent()) {
      return moved + " from a low base of " + before(part) + " " + words.when(base) + to;
    }
    if (times.filter(value -> value.compareTo(TWICE) >= 0).isPresent()) {
      return moved
          + to
          + ", more than twice the "
          + before(part)
          + " of "
          + (base == Base.PREVIOUS_YEAR ? "a year ago" : words.previousPeriod());
    }
    return moved
        + to
        + part.rate()
            .map(
                rate -> ", " + size(rate) + (up ? " more than " : " less than ") + words.when(base))
            .orElse("");
  }

  private static String before(Part part) {
    return part.before().map(References::ref).orElse("amount");
  }

  private static String share(Part part) {
    return part.share().map(share -> ", " + ref(share) + " of the total").orElse("");
  }

  private static String shareMove(Part part) {
    return part.shareChange()
        .filter(change -> Comparison.directionOf(change) != 0)
        .map(
            change ->
                ", and "
                    + their(part.label())
                    + " share of the total "
                    + (change.value().signum() > 0 ? "rose by " : "fell by ")
                    + size(change)
                    + part.share().map(share -> " to " + ref(share)).orElse(""))
        .orElse("");
  }

  private String otherWay(Message.OtherWay one) {
    Part part = one.part();
    String name = one.name().isEmpty() ? "amount" : lower(one.name());
    String when = words.when(one.base());
    if (part.isNew()) {
      return "In the other direction, "
          + part.label()
          + ", which had no "
          + name
          + " "
          + when
          + ", brought "
          + ref(part.level().orElseThrow())
          + share(part)
          + ".";
    }
    if (part.isGone()) {
      return "In the other direction, "
          + part.label()
          + ", which still brought "
          + before(part)
          + " "
          + when
          + ", no longer "
          + have(part.label())
          + " "
          + name
          + ".";
    }
    if (part.isNegative()) {
      return "In the other direction, "
          + part.label()
          + ", after "
          + before(part)
          + " "
          + when
          + ", came to "
          + ref(part.level().orElseThrow())
          + ".";
    }
    return "In the other direction, "
        + part.label()
        + " "
        + lost(part.direction())
        + " most, "
        + size(part.change().orElseThrow())
        + rateOf(part)
        + ".";
  }

  private static String rateOf(Part part) {
    if (part.times().filter(value -> value.compareTo(TWICE) >= 0).isPresent()) {
      return ", up from " + before(part);
    }
    return part.rate().map(rate -> " (" + signed(rate) + ")").orElse("");
  }

  private String balance(Message.Balance one) {
    if (one.falling().value().signum() == 0) {
      return "All " + ref(one.growing()) + " were above " + words.levelOf(one.base()) + ".";
    }
    if (one.growing().value().signum() == 0) {
      return "All " + ref(one.falling()) + " were below " + words.levelOf(one.base()) + ".";
    }
    String among = one.partly() ? "Where a comparison exists, " : "";
    if (one.onlyGrowing().isPresent() && isOne(one.growing())) {
      return among
          + one.onlyGrowing().get().label()
          + " alone grew and "
          + ref(one.falling())
          + " shrank.";
    }
    if (one.onlyFalling().isPresent() && isOne(one.falling())) {
      return among
          + one.onlyFalling().get().label()
          + " alone shrank and "
          + ref(one.growing())
          + " grew.";
    }
    return (one.partly() ? among : "In all, ")
        + ref(one.growing())
        + " grew against "
        + words.than(one.base())
        + " and "
        + ref(one.falling())
        + " shrank.";
  }

  private static boolean isOne(Figure count) {
    return count.value().compareTo(BigDecimal.ONE) == 0;
  }

  private String largest(Message.Largest one) {
    return one.part().label()
        + (EnglishWords.isPlural(one.part().label())
            ? one.remains() ? " remain" : " are now"
            : one.remains() ? " remains" : " is now")
        + " the largest "
        + one.noun()
        + " with "
        + ref(one.part().level().orElseThrow())
        + ", "
        + ref(one.part().share().orElseThrow())
        + " of the total.";
  }

  private String composition(Message.Composition one) {
    List<String> others =
        one.parts().stream().skip(1).map(part -> part.label() + " with " + sizeOf(part)).toList();
    Part first = one.parts().getFirst();
    return first.label()
        + " "
        + are(first.label())
        + " the largest "
        + one.noun()
        + " with "
        + sizeOf(first)
        + (first.level().isPresent() ? share(first) : "")
        + (others.isEmpty() ? "" : ", followed by " + and(others))
        + ".";
  }

  private static String sizeOf(Part part) {
    return ref(part.level().or(part::share).orElseThrow());
  }

  // --- targets ------------------------------------------------------------------------------

  private String pace(Message.Pace one) {
    Measured value = one.value();
    Aim aim = one.aim();
    Optional<Comparison> year = value.main().filter(main -> main.direction() != 0);
    boolean contrast = year.filter(main -> (main.direction() > 0) != aim.isMet()).isPresent();
    String reached = aim.attainment().map(figure -> ", " + ref(figure) + " of it").orElse("");
    String compared =
        year.map(
                main ->
                    (contrast ? ", although that is " : " and ")
                        + size(main.difference())
                        + (main.direction() > 0 ? " more than " : " less than ")
                        + words.when(main.base()))
            .orElse("");
    if (!one.gapFirst()) {
      return paceInPassing(value, aim, year);
    }
    return capital(value.name())
        + " "
        + are(value.name())
        + " "
        + gap(aim)
        + " "
        + their(value.name())
        + " target: "
        + they(value.name())
        + " "
        + stand(value.name())
        + " at "
        + ref(value.now())
        + reached
        + compared
        + ".";
  }

  private String paceInPassing(Measured value, Aim aim, Optional<Comparison> year) {
    if (aim.gap().period().isOne()) {
      // The first period of a year: what was reached has just been said.
      return "The target of "
          + words.thisPeriod()
          + " was "
          + (aim.isMet() ? "exceeded" : "missed")
          + " by "
          + size(aim.gap())
          + aim.attainment().map(figure -> " (" + ref(figure) + " reached)").orElse("")
          + ".";
    }
    String compared = year.map(main -> ", " + comparison(main, value.now().unit())).orElse("");
    boolean contrast = year.filter(main -> (main.direction() > 0) != aim.isMet()).isPresent();
    return capital(value.name())
        + " "
        + stand(value.name())
        + " at "
        + ref(value.now())
        + compared
        + (compared.isEmpty() ? ", " : contrast ? " but " : " and ")
        + gap(aim)
        + " target"
        + aim.attainment().map(figure -> " (" + ref(figure) + " reached)").orElse("")
        + ".";
  }

  private static String gap(Aim aim) {
    if (aim.gap().value().signum() == 0) {
      return "exactly on";
    }
    return size(aim.gap()) + (aim.isMet() ? " above" : " short of");
  }

  private String periodGoal(Message.PeriodGoal one) {
    String reached =
        one.aim().attainment().map(figure -> " (" + ref(figure) + " reached)").orElse("");
    String turned =
        one.turned()
            ? "; up to "
                + words.previousPeriod()
                + " the year had been "
                + (one.aim().isMet() ? "behind its target" : "ahead of its target")
            : "";
    return "The target of "
        + words.thisPeriod()
        + " alone, "
        + ref(one.aim().target())
        + ", was "
        + (one.aim().isMet() ? "exceeded" : "missed")
        + " by "
        + size(one.aim().gap())
        + reached
        + turned
        + ".";
  }

  private String yearGoal(Message.YearGoal one) {
    Aim aim = one.aim();
    if (aim.isMet()) {
      return "The target of the whole year, " + ref(aim.target()) + ", is reached.";
    }
    return "The target of the whole year, "
        + ref(aim.target())
        + ", still asks for "
        + size(aim.gap())
        + aim.attainment().map(figure -> "; " + ref(figure) + " of it is reached").orElse("")
        + ".";
  }

  private String goals(Message.Goals one) {
    if (one.furthestBelow().isEmpty()) {
      return "All "
          + ref(one.met())
          + " reached their targets"
          + one.furthestAbove()
              .map(aim -> ", " + aim.label() + " with most to spare, " + size(aim.gap()))
              .orElse("")
          + ".";
    }
    Aim below = one.furthestBelow().get();
    String reached =
        below.attainment().map(figure -> " reached " + ref(figure) + " of").orElse(" missed");
    if (one.form() == Message.Goals.Form.AGAIN) {
      return goalsAgain(one, below);
    }
    if (one.form() == Message.Goals.Form.WATCH) {
      return below.label()
          + reached
          + " "
          + their(below.label())
          + " target and is the furthest from it, "
          + size(below.gap())
          + " short.";
    }
    String above =
        one.furthestAbove()
            .map(aim -> " " + aim.label() + " is furthest above, by " + size(aim.gap()))
            .orElse(" None is above");
    return "Held against the targets, "
        + below.label()
        + " is furthest behind: "
        + size(below.gap())
        + " short"
        + below.attainment().map(f -> ", with " + ref(f) + " reached").orElse("")
        + "."
        + above
        + "; "
        + metAndMissed(one)
        + ".";
  }

  private String goalsAgain(Message.Goals one, Aim below) {
    String most =
        one.mostOfAll() ? ", most of what the " + words.unitOfTime() + " lacks as a whole" : "";
    String above =
        one.furthestAbove()
            .map(aim -> "; at the other end " + aim.label() + " is " + size(aim.gap()) + " above")
            .orElse("; no " + one.noun() + " is above its target");
    return "The "
        + one.noun()
        + " with the widest gap is "
        + below.label()
        + ": it lacks "
        + size(below.gap())
        + most
        + above
        + ".";
  }

  private static String metAndMissed(Message.Goals one) {
    if (one.met().value().signum() == 0) {
      return "all " + ref(one.missed()) + " missed the target";
    }
    return ref(one.met()) + " met the target and " + ref(one.missed()) + " missed it";
  }

  // --- rankings -----------------------------------------------------------------------------

  private String first(Message.First one) {
    Ranked first = one.first().getFirst();
    if (one.first().size() > 2) {
      return first.entity().label()
          + " and others share "
          + ref(first.place())
          + " place with "
          + ref(first.amount())
          + " each, so the order among them says nothing.";
    }
    if (one.first().size() == 2) {
      return first.entity().label()
          + " and "
          + one.first().get(1).entity().label()
          + " share "
          + ref(first.place())
          + " place with "
          + ref(first.amount())
          + " each.";
    }
    return "The largest "
        + one.noun()
        + " is "
        + first.entity().label()
        + " with "
        + ref(first.amount())
        + first.share().map(figure -> ", " + ref(figure) + " of the total").orElse("")
        + ".";
  }

  private String moved(Message.Moved one) {
    boolean up = one.ranked().movement() > 0;
    String by =
        one.ranked()
            .gained()
            .filter(figure -> figure.unit().kind() == Unit.Kind.COUNT)
            .map(figure -> " by " + size(figure))
            .orElse("");
    return "Compared with "
        + words.than(one.base())
        + ", "
        + one.ranked().entity().label()
        + (up ? " climbed furthest" : " fell furthest")
        + by
        + ", to "
        + ref(one.ranked().place())
        + " place with "
        + ref(one.ranked().amount())
        + ".";
  }

  private String outsize(Message.Outsize one) {
    Optional<Figure> share = one.ranked().share();
    if (one.watch() && share.isPresent()) {
      return ref(share.get())
          + " of the "
          + words.unitOfTime()
          + " came from a single "
          + one.noun()
          + ", "
          + one.ranked().entity().label()
          + ", with "
          + ref(one.ranked().amount())
          + ".";
    }
    return "One "
        + one.noun()
        + " stands out: "
        + one.ranked().entity().label()
        + " brought "
        + ref(one.ranked().amount())
        + share.map(part -> ", " + ref(part) + " of the total").orElse("")
        + "; the next, "
        + one.next().entity().label()
        + ", brought "
        + ref(one.next().amount())
        + ".";
  }

  // --- single values ------------------------------------------------------------------------

  private String rates(Message.Rates one) {
    Measured first = one.values().getFirst();
    if (one.values().size() == 1) {
      return "The "
          + lower(first.name())
          + " "
          + were(first.name())
          + " "
          + ref(first.now())
          + rateMove(first)
          + ".";
    }
    Measured second = one.values().get(1);
    int opposite = direction(first) * direction(second);
    return "The "
        + lower(first.name())
        + " "
        + were(first.name())
        + " "
        + ref(first.now())
        + rateMove(first)
        + (opposite < 0 ? "; the " : ", and the ")
        + lower(second.name())
        + " "
        + ref(second.now())
        + rateMove(second)
        + ".";
  }

  private static int direction(Measured value) {
    return value.main().map(Comparison::direction).orElse(0);
  }

  private String rateMove(Measured value) {
    return value
        .main()
        .map(
            main ->
                main.direction() == 0
                    ? ", the same as " + words.when(main.base())
                    : ", "
                        + size(main.difference())
                        + (main.direction() > 0 ? " more" : " less")
                        + " than "
                        + words.when(main.base()))
        .orElse("");
  }

  private String limited(Message.Limited one) {
    Limit limit = one.limit();
    Measured value = limit.value();
    String document = EnglishWords.document(limit.document());
    if (one.again()) {
      return "The "
          + lower(value.name())
          + ", "
          + ref(value.now())
          + (limit.exceeded() ? ", exceeds its limit" : ", keeps to its limit")
          + "; "
          + document
          + " "
          + says(document)
          + ": “"
          + limit.citation().citation().quote()
          + "” ["
          + limit.citation().label()
          + "].";
    }
    return "At "
        + ref(value.now())
        + rateMove(value)
        + ", the "
        + lower(value.name())
        + (limit.exceeded() ? " is above" : " is within")
        + " what "
        + document
        + " "
        + (EnglishWords.isPlural(document) ? "allow" : "allows")
        + ": “"
        + limit.citation().citation().quote()
        + "” ["
        + limit.citation().label()
        + "].";
  }

  private String plain(Message.Plain one) {
    List<String> said = new ArrayList<>();
    List<String> none = new ArrayList<>();
    Optional<String> joined = joinedPlain(one.values());
    if (joined.isPresent()) {
      return joined.get();
    }
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

  /** "Orders loaded after the close" and "Sales loaded after the close" are one piece of news. */
  private Optional<String> joinedPlain(List<Measured> values) {
    if (values.size() != 2) {
      return Optional.empty();
    }
    Measured count = values.get(0);
    Measured amount = values.get(1);
    String[] first = count.name().split(" ", 2);
    String[] second = amount.name().split(" ", 2);
    boolean same =
        first.length == 2
            && second.length == 2
            && first[1].equals(second[1])
            && first[1].matches("\\w+ed\\b.*")
            && lower(first[0]).equals(count.now().unit().symbol());
    if (!same) {
      return Optional.empty();
    }
    return Optional.of(
        count.now().value().signum() == 0
            ? "No " + lower(first[0]) + " were " + first[1] + "."
            : capital(ref(count.now()))
                + " with "
                + lower(second[0])
                + " of "
                + ref(amount.now())
                + " were "
                + first[1]
                + ", so what was reported at that time did not contain them.");
  }

  // --- what is not known --------------------------------------------------------------------

  private String noBase(Message.NoBase one) {
    return one.again()
        ? "Comparisons with a year ago have no base, because the data do not reach back to "
            + label(one.period())
            + "."
        : "There is no comparison with a year ago: for "
            + label(one.period())
            + " there are no data.";
  }

  private String gap(Message.Gap one) {
    String of = and(one.names().stream().map(EnglishWords::lower).limit(3).toList());
    String why =
        switch (one.reason()) {
          case NO_DATA -> "the data do not reach back far enough";
          case NO_BASE, NEW_ENTITY -> "there is nothing to compare with";
          case NO_TARGET -> "there is no target";
          case ZERO_BASE -> "the compared value is zero";
          case NEGATIVE_BASE -> "the compared value is negative";
          case NO_CHANGE -> "the whole did not change";
        };
    return capital(of) + " cannot be given, because " + why + ".";
  }

  private String noticed(Message.Noticed one) {
    QualityFact fact = one.fact();
    return switch (fact.kind()) {
      case NOT_CLOSED ->
          words.thisPeriod() + " is not closed yet, so its figures may still change.";
      case PARTIAL_PERIOD ->
          words.thisPeriod()
              + " was not over when the data were read, so it is not comparable in full.";
      case DUPLICATE_KEY ->
          "Some rows of " + fact.data() + " share a " + fact.subject() + " that should be unique.";
      case LATE_ROWS -> "Some rows of " + fact.data() + " were loaded after the close.";
      case EMPTY_CELLS ->
          "Some rows of " + fact.data() + " have no " + fact.subject() + "; they count as nothing.";
      case ROWS_READ, MISSING_ENTITY, NEW_ENTITY -> "";
    };
  }

  // --- strategy -----------------------------------------------------------------------------

  private String strategy(Message.Strategy one) {
    String document = EnglishWords.document(one.document());
    String quote = "“" + one.quote() + "” [" + one.label() + "].";
    if (one.aim().flatMap(Aim::attainment).isPresent()) {
      String subject = one.subject().orElseThrow();
      return subject
          + " "
          + stand(subject)
          + " at "
          + ref(one.aim().get().attainment().get())
          + " of "
          + their(subject)
          + " target for the "
          + words.unitOfTime()
          + "; "
          + document
          + " "
          + says(document)
          + ": "
          + quote;
    }
    return one.subject()
        .map(subject -> "On " + subject + ", " + document + " " + says(document) + ": " + quote)
        .orElseGet(() -> capital(document) + " " + says(document) + ": " + quote);
  }

  private String elsewhere(Message.Elsewhere one) {
    String document = EnglishWords.document(one.document());
    return capital(document)
        + " "
        + (EnglishWords.isPlural(document) ? "name" : "names")
        + " another amount: “"
        + one.quote()
        + "” ["
        + one.label()
        + "]; which of them holds is for their owners to settle.";
  }
}
