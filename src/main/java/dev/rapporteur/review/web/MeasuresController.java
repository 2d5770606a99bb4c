package dev.rapporteur.review.web;

import dev.rapporteur.access.Actor;
import dev.rapporteur.review.MeasureSummary;
import dev.rapporteur.review.ReviewMeasures;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page that says how much of the drafts people took as it was written. */
@Controller
public final class MeasuresController {
  private final ReviewMeasures measures;
  private final BiPredicate<Actor, String> mayReview;

  /**
   * @param mayReview whether a person reviews a report, by name
   */
  public MeasuresController(ReviewMeasures measures, BiPredicate<Actor, String> mayReview) {
    this.measures = measures;
    this.mayReview = mayReview;
  }

  /** Of the reports that the person reviews. */
  @GetMapping("/desk/drafts/measures")
  String measures(Actor actor, Locale locale, Model model) {
    model.addAttribute(
        "summary",
        MeasureSummary.of(
            measures.all().stream().filter(one -> mayReview.test(actor, one.report())).toList()));
    model.addAttribute("say", new Words(locale));
    return "review/measures";
  }

  /** Numbers as the reader's language writes them. */
  public record Words(Locale locale) {
    public String percent(double share) {
      NumberFormat format = NumberFormat.getPercentInstance(locale);
      format.setMaximumFractionDigits(1);
      return format.format(share);
    }

    public String decimal(double number) {
      NumberFormat format = NumberFormat.getInstance(locale);
      format.setMaximumFractionDigits(1);
      return format.format(number);
    }

    /** Hours, or days where there are more than two. */
    public boolean isDays(Duration time) {
      return time.toHours() >= 48;
    }

    public String amount(Duration time) {
      return decimal(isDays(time) ? time.toHours() / 24.0 : time.toMinutes() / 60.0);
    }
  }
}
