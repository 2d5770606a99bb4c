package dev.rapporteur.analysis;

import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportingPeriod;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Ids and names of figures, in the language of a report. */
final class FigureNames {
  private static final Map<Measure, String> ENGLISH =
      Map.ofEntries(
          Map.entry(Measure.CHANGE, "change on %s"),
          Map.entry(Measure.CHANGE_RATE, "change on %s in percent"),
          Map.entry(Measure.POINTS_CHANGE, "change on %s in percentage points"),
          Map.entry(Measure.SHARE, "share"),
          Map.entry(Measure.CONTRIBUTION, "part of the change on %s"),
          Map.entry(Measure.GROWTH_POINTS, "points of growth on %s"),
          Map.entry(Measure.RANK, "rank"),
          Map.entry(Measure.RANK_CHANGE, "places gained on %s"),
          Map.entry(Measure.STREAK, "streak on %s"),
          Map.entry(Measure.TARGET, "target"),
          Map.entry(Measure.TARGET_GAP, "gap to the target"),
          Map.entry(Measure.ATTAINMENT, "attainment"));
  private static final Map<Measure, String> CHINESE =
      Map.ofEntries(
          Map.entry(Measure.CHANGE, "%s增减额"),
          Map.entry(Measure.CHANGE_RATE, "%s增幅"),
          Map.entry(Measure.POINTS_CHANGE, "%s变动百分点"),
          Map.entry(Measure.SHARE, "占比"),
          Map.entry(Measure.CONTRIBUTION, "占%s变动的比重"),
          Map.entry(Measure.GROWTH_POINTS, "对%s增速的拉动"),
          Map.entry(Measure.RANK, "排名"),
          Map.entry(Measure.RANK_CHANGE, "%s名次变动"),
          Map.entry(Measure.STREAK, "%s连续期数"),
          Map.entry(Measure.TARGET, "目标"),
          Map.entry(Measure.TARGET_GAP, "与目标之差"),
          Map.entry(Measure.ATTAINMENT, "完成率"));

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9]+(?: [A-Za-z0-9]+)*");

  private final boolean chinese;
  private final ReportingPeriod.Kind kind;

  FigureNames(Locale locale, ReportingPeriod.Kind kind) {
    this.chinese = locale.getLanguage().equals("zh");
    this.kind = kind;
  }

  /** {@code mom}, {@code qoq}, {@code wow} or {@code yoy}. */
  String suffix(Base base) {
    if (base == Base.PREVIOUS_YEAR) {
      return "yoy";
    }
    return switch (kind) {
      case WEEK -> "wow";
      case MONTH -> "mom";
      case QUARTER -> "qoq";
      case YEAR -> "pop";
    };
  }

  /** {@code previous-month} and the like. */
  String baseId(Base base) {
    String period = base == Base.PREVIOUS_YEAR ? "year" : kind.name().toLowerCase(Locale.ROOT);
    return "previous-" + period;
  }

  /** What a figure is called. */
  String of(String name, String entity, Measure measure, Base base) {
    String subject = entity.isEmpty() ? name : chinese ? entity + name : name + ", " + entity;
    String pattern = (chinese ? CHINESE : ENGLISH).get(measure);
    if (pattern == null) {
      return subject;
    }
    String said = pattern.contains("%s") ? pattern.formatted(said(base)) : pattern;
    return chinese ? subject + said : subject + ", " + said;
  }

  /** What the level in a compared period is called. */
  String ofBase(String name, String entity, ReportingPeriod period) {
    Locale locale = chinese ? Locale.CHINESE : Locale.ENGLISH;
    String subject = entity.isEmpty() ? name : chinese ? entity + name : name + ", " + entity;
    return chinese ? period.label(locale) + subject : subject + ", " + period.label(locale);
  }

  /** Words for a count of entities or for the largest of them. */
  String counted(String name, String english, String chineseWords) {
    return chinese ? name + chineseWords : name + ", " + english;
  }

  /**
   * The part of an id that stands for a key: ASCII, the same for the same key in every period. What
   * is not words of ASCII letters and digits has a hash behind it, so that keys stay apart.
   */
  static String slug(String key) {
    String plain =
        Normalizer.normalize(key, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    String slug = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    if (slug.length() <= 60 && PLAIN.matcher(key).matches()) {
      return slug;
    }
    String start = slug.substring(0, Math.min(60, slug.length()));
    String hash = "%08x".formatted(key.hashCode());
    return start.isEmpty() ? "x" + hash : start + "-" + hash;
  }

  private String said(Base base) {
    if (base == Base.PREVIOUS_YEAR) {
      return chinese ? "同比" : "the previous year";
    }
    return chinese ? "环比" : "the previous " + kind.name().toLowerCase(Locale.ROOT);
  }
}
