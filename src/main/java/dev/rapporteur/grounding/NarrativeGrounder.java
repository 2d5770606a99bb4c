package dev.rapporteur.grounding;

import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.analysis.FigureSheet;
import dev.rapporteur.knowledge.Citation;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.writing.FigureReference;
import dev.rapporteur.writing.NarrativeDraft;
import dev.rapporteur.writing.SectionDraft;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the figures into a narrative draft and verifies each claim of it. */
public final class NarrativeGrounder {
  private static final Pattern CITATION = Pattern.compile("\\s*\\[(p\\d{1,3})]");

  private final FigureSheet sheet;
  private final FigureFormat format;
  private final Reasons reasons;
  private final ClaimVerifier verifier;
  private final ClaimVerifier.ReadFacts facts;
  private final Map<SectionDraft, GroundedNarrative.Section> grounded = new HashMap<>();

  /** A grounder for the drafts of one run, used by one thread at a time. */
  public NarrativeGrounder(
      ClaimVerifier verifier,
      FigureSheet sheet,
      ReportDefinition definition,
      ReportingPeriod period) {
    this.verifier = verifier;
    this.sheet = sheet;
    this.format = new FigureFormat(definition.locale());
    this.reasons = new Reasons(definition.locale());
    this.facts = verifier.read(facts(sheet, definition.locale(), period));
  }

  public GroundedNarrative ground(NarrativeDraft draft) {
    return new GroundedNarrative(draft, draft.sections().stream().map(this::ground).toList());
  }

  /** Grounds one section; the same one again costs nothing. */
  public GroundedNarrative.Section ground(SectionDraft draft) {
    return grounded.computeIfAbsent(draft, this::section);
  }

  private GroundedNarrative.Section section(SectionDraft draft) {
    return new GroundedNarrative.Section(
        draft.section(),
        draft.paragraphs().stream().map(this::ground).toList(),
        draft.writer(),
        draft.remark());
  }

  /** Grounds one paragraph, whichever text it belongs to; many threads may ask at once. */
  public GroundedNarrative.Paragraph ground(SectionDraft.Paragraph paragraph) {
    Filled filled = new Filled(paragraph);
    String text = filled.text.toString();
    List<Finding> findings = new ArrayList<>(filled.faults);
    // What could not be filled in is a fault already; the verifier would name it a second time.
    verifier.verify(text, facts, filled.figures, passages(paragraph)).stream()
        .filter(
            finding ->
                filled.faults.stream()
                    .noneMatch(
                        fault -> fault.start() < finding.end() && finding.start() < fault.end()))
        .forEach(findings::add);
    findings.sort(Comparator.comparingInt(Finding::start).thenComparingInt(Finding::end));
    return new GroundedNarrative.Paragraph(
        text, paragraph.bullet(), filled.figures, filled.citations, findings);
  }

  /** The words that the paragraph's citations refer to. */
  private static List<CitedPassage> passages(SectionDraft.Paragraph paragraph) {
    return paragraph.citations().stream()
        .map(one -> new CitedPassage(one.citation().passageId(), one.citation().quote()))
        .toList();
  }

  /** A paragraph whose references are being replaced from front to back. */
  private final class Filled {
    final StringBuilder text = new StringBuilder();
    final List<BoundSpan> figures = new ArrayList<>();
    final List<GroundedNarrative.CitationAt> citations = new ArrayList<>();
    final List<Finding> faults = new ArrayList<>();
    private final Map<String, Citation> cited = new HashMap<>();

    Filled(SectionDraft.Paragraph paragraph) {
      paragraph.citations().forEach(one -> cited.put(one.label(), one.citation()));
      String source = paragraph.text();
      int at = 0;
      for (FigureReference reference : FigureReference.in(source)) {
        words(source.substring(at, reference.start()));
        figure(reference);
        at = reference.end();
      }
      words(source.substring(at));
    }

    private void words(String words) {
      Matcher mark = CITATION.matcher(words);
      int at = 0;
      while (mark.find()) {
        text.append(words, at, mark.start());
        Citation citation = cited.get(mark.group(1));
        if (citation == null) {
          fault(mark.group().strip(), reasons.notGiven());
        } else {
          citations.add(new GroundedNarrative.CitationAt(codePoints(), citation));
        }
        at = mark.end();
      }
      text.append(words.substring(at));
    }

    private void figure(FigureReference reference) {
      Optional<Figure> figure = sheet.figure(reference.id());
      if (figure.isEmpty()) {
        String reason =
            sheet
                .missing(reference.id())
                .map(missing -> reasons.missing(missing.reason()))
                .orElseGet(() -> reasons.noFigure(reference.id()));
        fault("{{" + reference.id() + "}}", reason);
        return;
      }
      int start = codePoints();
      text.append(
          switch (reference.style()) {
            case TEXT -> format.text(figure.get().value(), figure.get().unit());
            case SIGNED -> format.signed(figure.get().value(), figure.get().unit());
            case MAGNITUDE -> format.magnitude(figure.get().value(), figure.get().unit());
          });
      figures.add(new BoundSpan(start, codePoints(), reference.id()));
    }

    private void fault(String words, String reason) {
      int start = codePoints();
      text.append(words);
      faults.add(
          new Finding(
              start,
              codePoints(),
              words,
              new Claim.CitationClaim(words),
              new GroundingVerdict.Unverifiable(),
              reason));
    }

    private int codePoints() {
      return text.codePointCount(0, text.length());
    }
  }

  /** The figures as the verifier knows them; what a metric's name means is said in its words. */
  private static GroundingFacts facts(FigureSheet sheet, Locale locale, ReportingPeriod period) {
    return new GroundingFacts(
        sheet.figures().map(NarrativeGrounder::fact).toList(),
        YearMonth.from(period.start()),
        currency(sheet),
        locale);
  }

  private static Fact fact(Figure figure) {
    Optional<Entity> entity = figure.entity();
    return new Fact(
        figure.id(),
        metric(figure),
        entity.map(Entity::label).orElse("total"),
        entity.map(one -> List.copyOf(one.aliases())).orElse(List.of()),
        figure.period().toString(),
        figure.value(),
        figure.unit().symbol());
  }

  private static String metric(Figure figure) {
    String base = figure.base().map(one -> one == Base.PREVIOUS_YEAR ? "_yoy" : "_mom").orElse("");
    return figure.metric().replace('-', '_')
        + switch (figure.measure()) {
          case LEVEL -> "";
          case RATIO -> "_average";
          case CHANGE -> base + "_change";
          case CHANGE_RATE -> base + "_growth";
          case SHARE -> "_share";
          case POINTS_CHANGE -> base + "_change_points";
          // A part of a change has no direction of its own.
          case CONTRIBUTION -> "_share";
          case GROWTH_POINTS -> base + "_growth_points";
          case RANK -> "_rank";
          case RANK_CHANGE -> base + "_rank_change";
          case COUNT -> "_count";
          case STREAK -> base + "_streak_count";
          case TARGET -> "_target";
          case TARGET_GAP -> "_target_gap_change";
          case ATTAINMENT -> "_attainment_pct";
        };
  }

  private static String currency(FigureSheet sheet) {
    return sheet
        .figures()
        .filter(figure -> figure.unit().kind() == dev.rapporteur.analysis.Unit.Kind.MONEY)
        .map(figure -> figure.unit().symbol())
        .findFirst()
        .orElse("");
  }
}
