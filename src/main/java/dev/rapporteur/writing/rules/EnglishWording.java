package dev.rapporteur.writing.rules;

import dev.rapporteur.report.ReportingPeriod;
import java.util.List;

/** English. */
final class EnglishWording implements Wording {
  private final EnglishWhole whole;
  private final EnglishChange change;
  private final EnglishParts parts;
  private final EnglishTargets targets;
  private final EnglishValues values;

  EnglishWording(ReportingPeriod period) {
    EnglishWords words = new EnglishWords(period);
    this.whole = new EnglishWhole(words);
    this.change = new EnglishChange(words);
    this.parts = new EnglishParts(words);
    this.targets = new EnglishTargets(words);
    this.values = new EnglishValues(words);
  }

  @Override
  public String paragraph(List<String> sentences) {
    return String.join(" ", sentences);
  }

  @Override
  public String say(Message message) {
    return switch (message) {
      case Message.Headline one -> whole.headline(one);
      case Message.Streak one -> whole.streak(one);
      case Message.Turn one -> whole.turn(one);
      case Message.Extreme one -> whole.extreme(one);
      case Message.Stretch one -> whole.stretch(one);
      case Message.MainPart one -> change.mainPart(one);
      case Message.Drivers one -> change.drivers(one);
      case Message.Without one -> change.without(one);
      case Message.VolumeAndValue one -> change.volumeAndValue(one);
      case Message.LargestMove one -> parts.largestMove(one);
      case Message.OtherWay one -> parts.otherWay(one);
      case Message.Balance one -> parts.balance(one);
      case Message.Largest one -> parts.largest(one);
      case Message.Composition one -> parts.composition(one);
      case Message.First one -> parts.first(one);
      case Message.Moved one -> parts.moved(one);
      case Message.Outsize one -> parts.outsize(one);
      case Message.Pace one -> targets.pace(one);
      case Message.PeriodGoal one -> targets.periodGoal(one);
      case Message.YearGoal one -> targets.yearGoal(one);
      case Message.Goals one -> targets.goals(one);
      case Message.NoTarget ignored -> targets.none();
      case Message.Rates one -> values.rates(one);
      case Message.Limited one -> values.limited(one);
      case Message.Plain one -> values.plain(one);
      case Message.NoBase one -> values.noBase(one);
      case Message.Gap one -> values.gap(one);
      case Message.Noticed one -> values.noticed(one);
      case Message.Strategy one -> values.strategy(one);
      case Message.Elsewhere one -> values.elsewhere(one);
      case Message.Nothing ignored -> "The figures of this section give nothing to report.";
    };
  }
}
