package dev.rapporteur.analysis;

import dev.rapporteur.analysis.MissingFigure.Reason;
import dev.rapporteur.function.Column;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.report.CellPath;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.FigureDefinition;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportingPeriod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Computes the figures that a report defines.
 *
 * <p>Rates are {@code (now - base) / base * 100}; they are missing, with the reason, where the base
 * is missing, zero or negative. Contributions are differences by entity; an entity without rows in
 * one of two periods that both have rows counts as zero there, so that contributions add up to the
 * change of the whole exactly. Entities with equal values share a rank, and the next rank is
 * skipped.
 */
public final class FigureAnalyzer {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Decimals kept where a division does not end. */
  private static final int SCALE = 10;

  private final AnalysisInput input;
  private final FigureNames names;
  private final String language;
  private final Map<String, FigureEntry> entries = new LinkedHashMap<>();

  private FigureAnalyzer(AnalysisInput input) {
    this.input = input;
    this.names = new FigureNames(input.definition().locale(), input.period().kind());
    this.language = input.definition().locale().getLanguage();
  }

  /** Computes all figures and what is noticed about the data. */
  public static FigureSheet analyze(AnalysisInput input) {
    FigureAnalyzer analyzer = new FigureAnalyzer(input);
    for (FigureDefinition definition : input.definition().figures()) {
      switch (definition) {
        case FigureDefinition.Total total -> analyzer.total(total);
        case FigureDefinition.Ratio ratio -> analyzer.ratio(ratio);
        case FigureDefinition.Share share -> analyzer.share(share);
        case FigureDefinition.Contribution contribution -> analyzer.contribution(contribution);
        case FigureDefinition.Rank rank -> analyzer.rank(rank);
        case FigureDefinition.YearToDate toDate -> analyzer.yearToDate(toDate);
        case FigureDefinition.Rolling rolling -> analyzer.rolling(rolling);
        case FigureDefinition.Trend trend -> analyzer.trend(trend);
        case FigureDefinition.Target target -> analyzer.target(target);
      }
    }
    return new FigureSheet(analyzer.entries, DataQuality.of(input));
  }

  // --- one number ---------------------------------------------------------------------------

  private void total(FigureDefinition.Total total) {
    if (total.by().isPresent()) {
      totalBy(total, total.by().get());
      return;
    }
    Unit unit = unit(total.unit(), total.cells());
    Subject subject = new Subject(total.id(), total.name(), total.id(), Optional.empty(), unit);
    level(subject, amounts(total.cells(), Optional.empty()).flatMap(Amounts::sum), "sum", total);
    for (Base base : total.compare()) {
      Optional<Amounts> amounts = amounts(total.cells(), Optional.of(base));
      compare(
          subject,
          base,
          amounts.flatMap(Amounts::sum),
          "sum(" + total.cells().column() + ")",
          amounts.map(Amounts::cells).stream().toList());
    }
  }

  private void level(
      Subject subject, Optional<BigDecimal> value, String function, FigureDefinition.Total total) {
    Amounts amounts = amounts(total.cells(), Optional.empty()).orElseThrow();
    put(
        subject,
        subject.id,
        Measure.LEVEL,
        Optional.empty(),
        value,
        Reason.NO_DATA,
        new Provenance(
            function + "(" + total.cells().column() + ")", List.of(), List.of(amounts.cells())));
  }

  private void totalBy(FigureDefinition.Total total, String by) {
    Unit unit = unit(total.unit(), total.cells());
    Amounts now = amounts(total.cells(), Optional.empty()).orElseThrow();
    Map<String, BigDecimal> sums = now.by(by);
    for (Entity entity : entities(total.cells(), by, total.compare()).values()) {
      Subject subject = subject(total.id(), total.name(), entity, unit);
      put(
          subject,
          subject.id,
          Measure.LEVEL,
          Optional.empty(),
          Optional.ofNullable(sums.get(entity.key())),
          Reason.NO_DATA,
          cell(total.cells(), now, entity));
      for (Base base : total.compare()) {
        Optional<Amounts> then = amounts(total.cells(), Optional.of(base));
        Optional<BigDecimal> before = then.map(all -> all.by(by).get(entity.key()));
        compare(
            subject,
            base,
            before,
            total.cells().column(),
            then.map(all -> all.cells(entity.key())).stream().toList());
      }
    }
    for (Base base : total.compare()) {
      countMovers(total, base, entities(total.cells(), by, total.compare()).values());
    }
  }

  /** How many entities grew and how many shrank. */
  private void countMovers(
      FigureDefinition.Total total, Base base, java.util.Collection<Entity> entities) {
    String suffix = names.suffix(base);
    List<String> growing = new ArrayList<>();
    List<String> falling = new ArrayList<>();
    for (Entity entity : entities) {
      String id = total.id() + "." + FigureNames.slug(entity.key()) + "." + suffix + ".amount";
      if (entries.get(id) instanceof Figure change && change.value().signum() != 0) {
        (change.value().signum() > 0 ? growing : falling).add(id);
      }
    }
    Unit unit = countOf(total.cells(), total.by().orElseThrow());
    count(total.id(), "growing." + suffix, base, unit, growing, total.name(), "growing", "增长数");
    count(total.id(), "falling." + suffix, base, unit, falling, total.name(), "falling", "下降数");
  }

  private void count(
      String root,
      String suffix,
      Base base,
      Unit unit,
      List<String> counted,
      String name,
      String english,
      String chinese) {
    String id = root + "." + suffix;
    entries.put(
        id,
        new Figure(
            id,
            names.counted(name, english, chinese),
            root,
            Measure.COUNT,
            Optional.of(base),
            unit,
            Optional.empty(),
            FigurePeriod.of(input.period()),
            BigDecimal.valueOf(counted.size()),
            new Provenance("count", counted, List.of())));
  }

  private void ratio(FigureDefinition.Ratio ratio) {
    Unit over = unit(Optional.empty(), ratio.over());
    Unit under = unit(Optional.empty(), ratio.under());
    Unit unit = ratio.unit().map(Unit::of).orElse(over.equals(under) ? Unit.PERCENT : over);
    Subject subject = new Subject(ratio.id(), ratio.name(), ratio.id(), Optional.empty(), unit);
    Quotient now = quotient(ratio, Optional.empty(), unit);
    put(
        subject,
        subject.id,
        Measure.RATIO,
        Optional.empty(),
        now.value,
        now.reason,
        new Provenance(now.formula, List.of(), now.cells));
    for (Base base : ratio.compare()) {
      Quotient then = quotient(ratio, Optional.of(base), unit);
      compare(subject, base, then.value, then.formula, then.cells);
    }
  }

  private record Quotient(
      Optional<BigDecimal> value, Reason reason, String formula, List<Provenance.Cells> cells) {}

  private Quotient quotient(FigureDefinition.Ratio ratio, Optional<Base> base, Unit unit) {
    Optional<Amounts> overCells = amounts(ratio.over(), base);
    Optional<Amounts> underCells = amounts(ratio.under(), base);
    Optional<BigDecimal> over = overCells.flatMap(Amounts::sum);
    Optional<BigDecimal> under = underCells.flatMap(Amounts::sum);
    boolean percent = unit.kind() == Unit.Kind.PERCENT;
    String formula =
        "sum("
            + ratio.over().column()
            + ") / sum("
            + ratio.under().column()
            + ")"
            + (percent ? " * 100" : "");
    List<Provenance.Cells> cells = new ArrayList<>();
    overCells.map(Amounts::cells).ifPresent(cells::add);
    underCells.map(Amounts::cells).ifPresent(cells::add);
    if (over.isEmpty() || under.isEmpty()) {
      return new Quotient(Optional.empty(), Reason.NO_DATA, formula, cells);
    }
    if (under.get().signum() == 0) {
      return new Quotient(Optional.empty(), Reason.ZERO_BASE, formula, cells);
    }
    BigDecimal value = divide(percent ? over.get().multiply(HUNDRED) : over.get(), under.get());
    return new Quotient(Optional.of(value), Reason.NO_DATA, formula, cells);
  }

  /**
   * The level in the compared period, the change to it and the rate of change; for a percentage,
   * the change in points.
   */
  private void compare(
      Subject subject,
      Base base,
      Optional<BigDecimal> before,
      String formula,
      List<Provenance.Cells> cells) {
    ReportingPeriod basePeriod = AnalysisInput.periodOf(base, input.period());
    String baseId = subject.id + "." + names.baseId(base);
    String changeId = subject.id + "." + names.suffix(base);
    Reason noBase = subject.entity.isPresent() ? Reason.NEW_ENTITY : Reason.NO_BASE;
    if (before.isPresent()) {
      entries.put(
          baseId,
          new Figure(
              baseId,
              names.ofBase(subject.name, subject.label(), basePeriod),
              subject.metric,
              isRatio(subject) ? Measure.RATIO : Measure.LEVEL,
              Optional.of(base),
              subject.unit,
              subject.entity,
              FigurePeriod.of(basePeriod),
              before.get(),
              new Provenance(formula, List.of(), cells)));
    }
    change(
        subject,
        subject.id,
        base,
        baseId,
        changeId,
        before,
        noBase,
        FigurePeriod.of(input.period()));
  }

  private void change(
      Subject subject,
      String nowId,
      Base base,
      String baseId,
      String changeId,
      Optional<BigDecimal> before,
      Reason noBase,
      FigurePeriod period) {
    Optional<BigDecimal> now = value(nowId);
    Reason reason = now.isEmpty() ? Reason.NO_DATA : noBase;
    Optional<BigDecimal> change = now.flatMap(n -> before.map(n::subtract));
    Optional<Base> compared = Optional.of(base);
    if (subject.unit.kind() == Unit.Kind.PERCENT) {
      put(
          subject.in(Unit.POINTS),
          changeId,
          Measure.POINTS_CHANGE,
          compared,
          change,
          reason,
          period,
          Provenance.computed(nowId + " - " + baseId, nowId, baseId));
      return;
    }
    put(
        subject,
        changeId + ".amount",
        Measure.CHANGE,
        compared,
        change,
        reason,
        period,
        Provenance.computed(nowId + " - " + baseId, nowId, baseId));
    Optional<BigDecimal> rate = Optional.empty();
    if (change.isPresent()) {
      switch (before.get().signum()) {
        case 0 -> reason = Reason.ZERO_BASE;
        case -1 -> reason = Reason.NEGATIVE_BASE;
        default -> rate = Optional.of(divide(change.get().multiply(HUNDRED), before.get()));
      }
    }
    put(
        subject.in(Unit.PERCENT),
        changeId,
        Measure.CHANGE_RATE,
        compared,
        rate,
        reason,
        period,
        Provenance.computed(
            "(" + nowId + " - " + baseId + ") / " + baseId + " * 100", nowId, baseId));
  }

  // --- parts of a whole ---------------------------------------------------------------------

  private void share(FigureDefinition.Share share) {
    Map<String, Entity> entities = entities(share.cells(), share.by(), share.compare());
    Map<String, BigDecimal> now = shares(share, Optional.empty());
    Amounts cells = amounts(share.cells(), Optional.empty()).orElseThrow();
    String column = share.cells().column();
    String formula = column + " / sum(" + column + ") * 100";
    for (Entity entity : entities.values()) {
      Subject subject = subject(share.id(), share.name(), entity, Unit.PERCENT);
      put(
          subject,
          subject.id,
          Measure.SHARE,
          Optional.empty(),
          Optional.ofNullable(now.get(entity.key())),
          Reason.NO_DATA,
          new Provenance(formula, List.of(), List.of(cells.cells(entity.key()), cells.cells())));
      for (Base base : share.compare()) {
        Optional<BigDecimal> before =
            Optional.ofNullable(shares(share, Optional.of(base)).get(entity.key()));
        List<Provenance.Cells> baseCells =
            amounts(share.cells(), Optional.of(base)).stream()
                .flatMap(all -> java.util.stream.Stream.of(all.cells(entity.key()), all.cells()))
                .toList();
        String baseId = subject.id + "." + names.baseId(base);
        ReportingPeriod basePeriod = AnalysisInput.periodOf(base, input.period());
        before.ifPresent(
            value ->
                entries.put(
                    baseId,
                    new Figure(
                        baseId,
                        names.ofBase(share.name(), entity.label(), basePeriod),
                        share.id(),
                        Measure.SHARE,
                        Optional.of(base),
                        Unit.PERCENT,
                        subject.entity,
                        FigurePeriod.of(basePeriod),
                        value,
                        new Provenance(formula, List.of(), baseCells))));
        change(
            subject,
            subject.id,
            base,
            baseId,
            subject.id + "." + names.suffix(base),
            before,
            Reason.NEW_ENTITY,
            FigurePeriod.of(input.period()));
      }
    }
  }

  private Map<String, BigDecimal> shares(FigureDefinition.Share share, Optional<Base> base) {
    Map<String, BigDecimal> shares = new LinkedHashMap<>();
    Optional<Amounts> amounts = amounts(share.cells(), base);
    Optional<BigDecimal> whole = amounts.flatMap(Amounts::sum).filter(sum -> sum.signum() > 0);
    if (whole.isPresent()) {
      amounts
          .get()
          .by(share.by())
          .forEach((key, part) -> shares.put(key, divide(part.multiply(HUNDRED), whole.get())));
    }
    return shares;
  }

  private void contribution(FigureDefinition.Contribution contribution) {
    Unit unit = unit(Optional.empty(), contribution.cells());
    Map<String, Entity> entities =
        entities(contribution.cells(), contribution.by(), contribution.compare());
    Optional<Amounts> nowCells = amounts(contribution.cells(), Optional.empty());
    Map<String, BigDecimal> now = nowCells.orElseThrow().by(contribution.by());
    for (Base base : contribution.compare()) {
      Optional<Amounts> thenCells =
          amounts(contribution.cells(), Optional.of(base)).filter(all -> !all.isEmpty());
      Map<String, BigDecimal> then =
          thenCells.map(all -> all.by(contribution.by())).orElse(Map.of());
      Optional<BigDecimal> wholeThen = thenCells.flatMap(Amounts::sum);
      Optional<BigDecimal> wholeChange =
          nowCells.flatMap(Amounts::sum).flatMap(sum -> wholeThen.map(sum::subtract));
      for (Entity entity : entities.values()) {
        Subject subject = subject(contribution.id(), contribution.name(), entity, unit);
        String id = subject.id + "." + names.suffix(base);
        BigDecimal change =
            now.getOrDefault(entity.key(), BigDecimal.ZERO)
                .subtract(then.getOrDefault(entity.key(), BigDecimal.ZERO));
        List<Provenance.Cells> cells = new ArrayList<>();
        nowCells.ifPresent(all -> cells.add(all.cells(entity.key())));
        thenCells.ifPresent(all -> cells.add(all.cells(entity.key())));
        String column = contribution.cells().column();
        put(
            subject,
            id + ".amount",
            Measure.CHANGE,
            Optional.of(base),
            wholeChange.map(any -> change),
            now.isEmpty() ? Reason.NO_DATA : Reason.NO_BASE,
            new Provenance(column + " - " + column + "@" + names.baseId(base), List.of(), cells));
        part(subject, id, base, Measure.CONTRIBUTION, Unit.PERCENT, change, wholeChange);
        part(subject, id + ".points", base, Measure.GROWTH_POINTS, Unit.POINTS, change, wholeThen);
      }
    }
  }

  /** A part of the whole's change, or of the whole before it, in percent. */
  private void part(
      Subject subject,
      String id,
      Base base,
      Measure measure,
      Unit unit,
      BigDecimal change,
      Optional<BigDecimal> whole) {
    boolean growth = measure == Measure.GROWTH_POINTS;
    Optional<BigDecimal> value =
        whole
            .filter(sum -> growth ? sum.signum() > 0 : sum.signum() != 0)
            .map(sum -> divide(change.multiply(HUNDRED), sum));
    String changeId = subject.id + "." + names.suffix(base) + ".amount";
    put(
        subject.in(unit),
        id,
        measure,
        Optional.of(base),
        value,
        whole.isEmpty() ? Reason.NO_BASE : growth ? Reason.ZERO_BASE : Reason.NO_CHANGE,
        Provenance.computed(
            changeId
                + (growth ? " / whole@" + names.baseId(base) : " / change of the whole")
                + " * 100",
            changeId));
  }

  private void rank(FigureDefinition.Rank rank) {
    Unit unit = unit(Optional.empty(), rank.cells());
    Amounts amounts = amounts(rank.cells(), Optional.empty()).orElseThrow();
    Map<String, BigDecimal> now = amounts.by(rank.by());
    Map<String, Integer> places = places(now);
    Optional<BigDecimal> whole = amounts.sum().filter(sum -> sum.signum() > 0);
    Map<String, Entity> entities = amounts.entities(rank.by(), language);
    BigDecimal top = BigDecimal.ZERO;
    List<String> topIds = new ArrayList<>();
    for (Map.Entry<String, Integer> place : places.entrySet()) {
      if (place.getValue() > rank.top()) {
        break;
      }
      Entity entity = entities.get(place.getKey());
      BigDecimal value = now.get(entity.key());
      Subject subject = subject(rank.id(), rank.name(), entity, unit);
      Provenance cell = cell(rank.cells(), amounts, entity);
      put(
          subject.in(Unit.RANK),
          subject.id,
          Measure.RANK,
          Optional.empty(),
          Optional.of(BigDecimal.valueOf(place.getValue())),
          Reason.NO_DATA,
          new Provenance("rank of " + rank.cells().column(), List.of(), List.of(amounts.cells())));
      Subject amount =
          new Subject(subject.id + ".amount", rank.name(), rank.id(), subject.entity, unit);
      put(
          amount,
          amount.id,
          Measure.LEVEL,
          Optional.empty(),
          Optional.of(value),
          Reason.NO_DATA,
          cell);
      put(
          subject.in(Unit.PERCENT),
          subject.id + ".share",
          Measure.SHARE,
          Optional.empty(),
          whole.map(sum -> divide(value.multiply(HUNDRED), sum)),
          Reason.ZERO_BASE,
          new Provenance(
              rank.cells().column() + " / sum(" + rank.cells().column() + ") * 100",
              List.of(amount.id),
              List.of(amounts.cells())));
      for (Base base : rank.compare()) {
        Optional<Amounts> thenCells =
            amounts(rank.cells(), Optional.of(base)).filter(all -> !all.isEmpty());
        Map<String, BigDecimal> then = thenCells.map(all -> all.by(rank.by())).orElse(Map.of());
        movement(subject, base, place.getValue(), thenCells, then, entity);
        compare(
            amount,
            base,
            Optional.ofNullable(then.get(entity.key())),
            rank.cells().column(),
            thenCells.map(all -> all.cells(entity.key())).stream().toList());
      }
      top = top.add(value);
      topIds.add(amount.id);
    }
    topTogether(rank, unit, top, topIds, whole, amounts);
  }

  private void movement(
      Subject subject,
      Base base,
      int place,
      Optional<Amounts> thenCells,
      Map<String, BigDecimal> then,
      Entity entity) {
    Optional<Integer> before = Optional.ofNullable(places(then).get(entity.key()));
    put(
        subject.in(Unit.RANK),
        subject.id + "." + names.suffix(base),
        Measure.RANK_CHANGE,
        Optional.of(base),
        before.map(earlier -> BigDecimal.valueOf(earlier - place)),
        thenCells.isEmpty() ? Reason.NO_BASE : Reason.NEW_ENTITY,
        new Provenance(
            "rank@" + names.baseId(base) + " - rank",
            List.of(subject.id),
            thenCells.map(Amounts::cells).stream().toList()));
  }

  private void topTogether(
      FigureDefinition.Rank rank,
      Unit unit,
      BigDecimal top,
      List<String> topIds,
      Optional<BigDecimal> whole,
      Amounts amounts) {
    if (topIds.isEmpty()) {
      return;
    }
    String name = names.counted(rank.name(), "first " + topIds.size(), "前" + topIds.size() + "合计");
    String id = rank.id() + ".top";
    Subject subject = new Subject(id, name, rank.id(), Optional.empty(), unit);
    put(
        subject,
        id,
        Measure.LEVEL,
        Optional.empty(),
        Optional.of(top),
        Reason.NO_DATA,
        new Provenance("sum", topIds, List.of()));
    put(
        subject.in(Unit.PERCENT),
        id + ".share",
        Measure.SHARE,
        Optional.empty(),
        whole.map(sum -> divide(top.multiply(HUNDRED), sum)),
        Reason.ZERO_BASE,
        new Provenance(
            id + " / sum(" + rank.cells().column() + ") * 100",
            List.of(id),
            List.of(amounts.cells())));
  }

  /** Places by value, 1 the largest; equal values share a place and the next one is skipped. */
  private static Map<String, Integer> places(Map<String, BigDecimal> values) {
    List<Map.Entry<String, BigDecimal>> sorted = new ArrayList<>(values.entrySet());
    sorted.sort(
        Map.Entry.<String, BigDecimal>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    Map<String, Integer> places = new LinkedHashMap<>();
    int place = 0;
    BigDecimal last = null;
    for (int i = 0; i < sorted.size(); i++) {
      BigDecimal value = sorted.get(i).getValue();
      if (last == null || value.compareTo(last) != 0) {
        place = i + 1;
      }
      places.put(sorted.get(i).getKey(), place);
      last = value;
    }
    return places;
  }

  // --- over time ----------------------------------------------------------------------------

  private void yearToDate(FigureDefinition.YearToDate toDate) {
    ReportingPeriod first =
        ReportingPeriod.containing(input.period().kind(), input.period().start().withDayOfYear(1));
    stretch(toDate.id(), toDate.name(), toDate.cells(), toDate.over(), first, toDate.compare());
  }

  private void rolling(FigureDefinition.Rolling rolling) {
    ReportingPeriod first = input.period().plus(1 - rolling.periods());
    stretch(
        rolling.id(), rolling.name(), rolling.cells(), rolling.over(), first, rolling.compare());
  }

  /** The sum over several periods, and the same stretch one year or one period earlier. */
  private void stretch(
      String id,
      String name,
      CellPath cells,
      String over,
      ReportingPeriod first,
      List<Base> compare) {
    Unit unit = unit(Optional.empty(), cells);
    Subject subject = new Subject(id, name, id, Optional.empty(), unit);
    Map<ReportingPeriod, BigDecimal> rows = byPeriod(cells, over);
    Amounts amounts = amounts(cells, Optional.empty()).orElseThrow();
    FigurePeriod now = new FigurePeriod(first, input.period());
    String formula = "sum(" + cells.column() + ") over " + now;
    put(
        subject,
        id,
        Measure.LEVEL,
        Optional.empty(),
        sum(rows, now),
        Reason.NO_DATA,
        now,
        new Provenance(formula, List.of(), List.of(amounts.cells())));
    for (Base base : compare) {
      FigurePeriod then =
          new FigurePeriod(
              AnalysisInput.periodOf(base, first), AnalysisInput.periodOf(base, input.period()));
      Optional<BigDecimal> before = sum(rows, then);
      String baseId = id + "." + names.baseId(base);
      before.ifPresent(
          value ->
              entries.put(
                  baseId,
                  new Figure(
                      baseId,
                      names.ofBase(name, "", then.last()),
                      id,
                      Measure.LEVEL,
                      Optional.of(base),
                      unit,
                      Optional.empty(),
                      then,
                      value,
                      new Provenance(
                          "sum(" + cells.column() + ") over " + then,
                          List.of(),
                          List.of(amounts.cells())))));
      change(subject, id, base, baseId, id + "." + names.suffix(base), before, Reason.NO_BASE, now);
    }
  }

  /** The sum over a stretch; empty if one of its periods has no row. */
  private static Optional<BigDecimal> sum(
      Map<ReportingPeriod, BigDecimal> rows, FigurePeriod stretch) {
    BigDecimal sum = BigDecimal.ZERO;
    for (ReportingPeriod period = stretch.first();
        period.compareTo(stretch.last()) <= 0;
        period = period.plus(1)) {
      BigDecimal value = rows.get(period);
      if (value == null) {
        return Optional.empty();
      }
      sum = sum.add(value);
    }
    return Optional.of(sum);
  }

  private void trend(FigureDefinition.Trend trend) {
    Unit unit = unit(Optional.empty(), trend.cells());
    Amounts amounts = amounts(trend.cells(), Optional.empty()).orElseThrow();
    Map<ReportingPeriod, BigDecimal> rows = byPeriod(trend.cells(), trend.over());
    rows.forEach(
        (period, value) -> {
          String id = trend.id() + "." + period;
          entries.put(
              id,
              new Figure(
                  id,
                  names.ofBase(trend.name(), "", period),
                  trend.id(),
                  Measure.LEVEL,
                  Optional.empty(),
                  unit,
                  Optional.empty(),
                  FigurePeriod.of(period),
                  value,
                  new Provenance(
                      trend.cells().column(),
                      List.of(),
                      List.of(amounts.cells(period.toString())))));
        });
    Subject subject = new Subject(trend.id(), trend.name(), trend.id(), Optional.empty(), unit);
    streak(subject, Base.PREVIOUS_PERIOD, rows, amounts);
    streak(subject, Base.PREVIOUS_YEAR, rows, amounts);
    if (rows.containsKey(input.period())) {
      Map<String, BigDecimal> byText = new LinkedHashMap<>();
      rows.forEach((period, value) -> byText.put(period.toString(), value));
      put(
          subject.in(Unit.RANK),
          trend.id() + ".rank",
          Measure.RANK,
          Optional.empty(),
          Optional.of(BigDecimal.valueOf(places(byText).get(input.period().toString()))),
          Reason.NO_DATA,
          new Provenance(
              "rank of " + trend.cells().column() + " among " + rows.size() + " periods",
              List.of(),
              List.of(amounts.cells())));
    }
  }

  /** How many periods in a row, up to this one, grew or fell against their base. */
  private void streak(
      Subject subject, Base base, Map<ReportingPeriod, BigDecimal> rows, Amounts amounts) {
    int streak = 0;
    for (ReportingPeriod period = input.period(); ; period = period.previous()) {
      BigDecimal now = rows.get(period);
      BigDecimal then = rows.get(AnalysisInput.periodOf(base, period));
      if (now == null || then == null) {
        break;
      }
      int sign = now.compareTo(then);
      if (sign == 0 || streak != 0 && Integer.signum(streak) != sign) {
        break;
      }
      streak += sign;
    }
    put(
        subject.in(Unit.of(language.equals("zh") ? "个月" : "months")),
        subject.id + ".streak." + names.suffix(base),
        Measure.STREAK,
        Optional.of(base),
        streak == 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(streak)),
        Reason.NO_BASE,
        new Provenance(
            "periods in a row with the same sign of change", List.of(), List.of(amounts.cells())));
  }

  private Map<ReportingPeriod, BigDecimal> byPeriod(CellPath cells, String over) {
    Map<ReportingPeriod, BigDecimal> rows = new TreeMap<>();
    amounts(cells, Optional.empty())
        .orElseThrow()
        .by(over)
        .forEach(
            (text, value) ->
                ReportingPeriod.parse(text)
                    .filter(period -> period.kind() == input.period().kind())
                    .ifPresent(period -> rows.put(period, value)));
    return rows;
  }

  // --- against a target ---------------------------------------------------------------------

  private void target(FigureDefinition.Target target) {
    Amounts amounts = amounts(target.against(), Optional.empty()).orElseThrow();
    if (target.by().isEmpty()) {
      attainment(
          target, target.id(), target.actual(), Optional.empty(), amounts.sum(), amounts.cells());
      return;
    }
    Map<String, BigDecimal> targets = amounts.by(target.by().get());
    Map<String, Entity> entities = amounts.entities(target.by().get(), language);
    List<String> met = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    for (Entity entity : entities.values()) {
      String slug = FigureNames.slug(entity.key());
      String id = target.id() + "." + slug;
      attainment(
          target,
          id,
          target.actual() + "." + slug,
          Optional.of(entity),
          Optional.ofNullable(targets.get(entity.key())),
          amounts.cells(entity.key()));
      value(id).ifPresent(reached -> (reached.compareTo(HUNDRED) >= 0 ? met : missed).add(id));
    }
    Unit unit = countOf(target.against(), target.by().get());
    countOfTargets(target, "met", unit, met, "target met", "达标数");
    countOfTargets(target, "missed", unit, missed, "target missed", "未达标数");
  }

  private void countOfTargets(
      FigureDefinition.Target target,
      String suffix,
      Unit unit,
      List<String> counted,
      String english,
      String chinese) {
    Subject subject =
        new Subject(
            target.id() + "." + suffix,
            names.counted(target.name(), english, chinese),
            target.id(),
            Optional.empty(),
            unit);
    put(
        subject,
        subject.id,
        Measure.COUNT,
        Optional.empty(),
        Optional.of(BigDecimal.valueOf(counted.size())),
        Reason.NO_DATA,
        new Provenance("count", counted, List.of()));
  }

  private void attainment(
      FigureDefinition.Target target,
      String id,
      String actualId,
      Optional<Entity> entity,
      Optional<BigDecimal> planned,
      Provenance.Cells cells) {
    Optional<Figure> actual =
        Optional.ofNullable(entries.get(actualId))
            .filter(Figure.class::isInstance)
            .map(Figure.class::cast);
    Unit unit = actual.map(Figure::unit).orElseGet(() -> unit(Optional.empty(), target.against()));
    FigurePeriod period = actual.map(Figure::period).orElse(FigurePeriod.of(input.period()));
    Subject subject = new Subject(id, target.name(), target.id(), entity, unit);
    Reason reason = planned.isEmpty() ? Reason.NO_TARGET : Reason.NO_DATA;
    put(
        subject,
        id + ".target",
        Measure.TARGET,
        Optional.empty(),
        planned,
        Reason.NO_TARGET,
        period,
        new Provenance(target.against().column(), List.of(), List.of(cells)));
    Optional<BigDecimal> reached = actual.map(Figure::value);
    put(
        subject,
        id + ".gap",
        Measure.TARGET_GAP,
        Optional.empty(),
        reached.flatMap(value -> planned.map(value::subtract)),
        reason,
        period,
        Provenance.computed(actualId + " - " + id + ".target", actualId, id + ".target"));
    put(
        subject.in(Unit.PERCENT),
        id,
        Measure.ATTAINMENT,
        Optional.empty(),
        reached.flatMap(
            value ->
                planned
                    .filter(goal -> goal.signum() > 0)
                    .map(goal -> divide(value.multiply(HUNDRED), goal))),
        reason,
        period,
        Provenance.computed(actualId + " / " + id + ".target * 100", actualId, id + ".target"));
  }

  // --- shared -------------------------------------------------------------------------------

  /** What a group of figures speaks of. */
  private record Subject(
      String id, String name, String metric, Optional<Entity> entity, Unit unit) {
    String label() {
      return entity.map(Entity::label).orElse("");
    }

    Subject in(Unit other) {
      return new Subject(id, name, metric, entity, other);
    }
  }

  private static Subject subject(String root, String name, Entity entity, Unit unit) {
    return new Subject(
        root + "." + FigureNames.slug(entity.key()), name, root, Optional.of(entity), unit);
  }

  private void put(
      Subject subject,
      String id,
      Measure measure,
      Optional<Base> base,
      Optional<BigDecimal> value,
      Reason reason,
      Provenance provenance) {
    put(subject, id, measure, base, value, reason, FigurePeriod.of(input.period()), provenance);
  }

  private void put(
      Subject subject,
      String id,
      Measure measure,
      Optional<Base> base,
      Optional<BigDecimal> value,
      Reason reason,
      FigurePeriod period,
      Provenance provenance) {
    String name =
        names.of(subject.name, subject.label(), measure, base.orElse(Base.PREVIOUS_PERIOD));
    entries.put(
        id,
        value
            .<FigureEntry>map(
                number ->
                    new Figure(
                        id,
                        name,
                        subject.metric,
                        measure,
                        base,
                        subject.unit,
                        subject.entity,
                        period,
                        number,
                        provenance))
            .orElseGet(() -> new MissingFigure(id, name, reason)));
  }

  private Optional<BigDecimal> value(String id) {
    return entries.get(id) instanceof Figure figure
        ? Optional.of(figure.value())
        : Optional.empty();
  }

  private boolean isRatio(Subject subject) {
    return entries.get(subject.id) instanceof Figure figure && figure.measure() == Measure.RATIO;
  }

  private Optional<Amounts> amounts(CellPath cells, Optional<Base> base) {
    return input.call(cells.data(), base).map(call -> new Amounts(call, cells.column()));
  }

  private Unit unit(Optional<String> declared, CellPath cells) {
    return declared
        .map(Unit::of)
        .orElseGet(() -> amounts(cells, Optional.empty()).orElseThrow().unit());
  }

  /** The unit in which entities of a column are counted. */
  private Unit countOf(CellPath cells, String by) {
    FunctionCall call = input.call(cells.data(), Optional.empty()).orElseThrow();
    String title =
        call.result()
            .column(by)
            .map((Column column) -> column.title(input.definition().locale()))
            .orElse(by);
    if (language.equals("zh")) {
      return new Unit(Unit.Kind.COUNT, "个" + title);
    }
    String noun = title.toLowerCase(java.util.Locale.ROOT);
    boolean changes = noun.endsWith("y");
    return new Unit(
        Unit.Kind.COUNT, changes ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s");
  }

  /** All entities of the period and of the compared ones, those of the period first. */
  private Map<String, Entity> entities(CellPath cells, String by, List<Base> compare) {
    Map<String, Entity> entities = new LinkedHashMap<>();
    amounts(cells, Optional.empty()).ifPresent(all -> entities.putAll(all.entities(by, language)));
    for (Base base : compare) {
      amounts(cells, Optional.of(base))
          .ifPresent(all -> all.entities(by, language).forEach(entities::putIfAbsent));
    }
    requireDifferentIds(cells, entities.keySet());
    return entities;
  }

  /** Two entities under one id would silently be one. */
  private static void requireDifferentIds(CellPath cells, Set<String> keys) {
    Map<String, String> bySlug = new LinkedHashMap<>();
    for (String key : keys) {
      String other = bySlug.put(FigureNames.slug(key), key);
      if (other != null) {
        throw new RapporteurException(
            FailureKind.DATA,
            cells.data()
                + " has two entities that cannot be told apart: '"
                + other
                + "' and '"
                + key
                + "'",
            "write them in one way in the data, or let the query bring them together");
      }
    }
  }

  private static Provenance cell(CellPath cells, Amounts amounts, Entity entity) {
    return new Provenance(cells.column(), List.of(), List.of(amounts.cells(entity.key())));
  }

  private static BigDecimal divide(BigDecimal over, BigDecimal under) {
    return over.divide(under, SCALE, RoundingMode.HALF_UP);
  }
}
