package dev.rapporteur.review;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.audit.AuditEvent;
import dev.rapporteur.audit.AuditTrail;
import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.RunTransitions;
import dev.rapporteur.review.ReviewDecision.Approved;
import dev.rapporteur.review.ReviewDecision.ChangesRequested;
import dev.rapporteur.review.ReviewDecision.Rejected;
import dev.rapporteur.review.ReviewOutcome.Because;
import dev.rapporteur.review.ReviewOutcome.Decided;
import dev.rapporteur.review.ReviewOutcome.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The desk at which drafts are decided on, whichever door a reviewer comes in through. Every
 * attempt is on the audit trail before the rules are looked at, and how it ended after them.
 */
public final class ReviewDesk {
  private static final Refused NO_REASON =
      new Refused(Because.NO_REASON, "the decision needs a reason");

  private final ReportRuns runs;
  private final RecordedDrafts drafts;
  private final Reviews reviews;
  private final ReviewListener listener;
  private final AuditTrail trail;
  private final Clock clock;

  public ReviewDesk(
      ReportRuns runs,
      RecordedDrafts drafts,
      Reviews reviews,
      ReviewListener listener,
      AuditTrail trail,
      Clock clock) {
    this.runs = runs;
    this.drafts = drafts;
    this.reviews = reviews;
    this.listener = listener;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * A decision that somebody wants to make.
   *
   * @param run id of the run whose draft is decided on
   * @param draftSha256 SHA-256 of the Word file that the person has read
   * @param by who decides
   * @param door where the person came in: {@code command}, {@code desk}
   * @param reason may be empty
   */
  public record Attempt(String run, String draftSha256, Actor by, String door, String reason) {}

  /** The drafts that wait for one of the actor's roles, the most urgent first. */
  public List<ReviewItem> queue(Actor actor) {
    return reviews.waiting().stream()
        .flatMap(id -> runs.find(id).flatMap(drafts::of).stream())
        .filter(item -> mayReview(actor, item))
        .sorted(Comparator.comparing(ReviewItem::due))
        .toList();
  }

  /**
   * The draft of a run, if the actor may review it.
   *
   * @throws RapporteurException if there is no such run, or it has no draft yet
   */
  public Optional<ReviewItem> find(String run, Actor actor) {
    return Optional.of(item(run)).filter(item -> mayReview(actor, item));
  }

  /** The decisions on a run's draft, oldest first. */
  public List<ReviewDecision> decisions(String run) {
    return reviews.of(run);
  }

  /** The files made of an approved draft; empty until they are written. */
  public List<RenderedDocument> approvedFiles(String run) {
    return reviews.approved(run);
  }

  /**
   * The report of a run, if it is approved.
   *
   * @throws RapporteurException if a file of it is gone or was changed since
   */
  public Optional<ApprovedReport> approvedReport(String run) {
    ReviewItem item = item(run);
    Optional<Approved> approval =
        reviews.of(run).stream()
            .filter(Approved.class::isInstance)
            .map(Approved.class::cast)
            .findFirst();
    List<RenderedDocument> files = reviews.approved(run);
    boolean approved =
        item.run().state() == RunState.APPROVED || item.run().state() == RunState.DELIVERED;
    if (!approved || approval.isEmpty()) {
      return Optional.empty();
    }
    for (RenderedDocument file : files) {
      FileHash.fault(file).ifPresent(fault -> throwUnwhole(run, fault));
    }
    if (files.isEmpty()) {
      throwUnwhole(run, "the files of the approved report are not written");
    }
    return Optional.of(
        new ApprovedReport(
            run,
            item.definition().name(),
            item.definition().title(),
            item.run().request().period(),
            item.run().request().scope(),
            item.run().revision(),
            item.definition().locale(),
            approval.get().by().name(),
            approval.get().at(),
            files,
            item.definition().deliver()));
  }

  private static void throwUnwhole(String run, String fault) {
    throw new RapporteurException(
        FailureKind.CAPACITY, fault, "rapporteur review files " + run + " writes them again");
  }

  /**
   * Approves a draft.
   *
   * @param despiteContradictions that the person knows of contradicted claims; needs a reason
   * @throws RapporteurException if there is no such draft, or if what follows the approval fails;
   *     it then stands, and {@link #announceAgain} makes up for what is missing
   */
  public ReviewOutcome approve(Attempt attempt, boolean despiteContradictions) {
    if (despiteContradictions && attempt.reason().isBlank()) {
      return NO_REASON;
    }
    return decide(
        attempt,
        new Approved(
            attempt.by(), now(), attempt.draftSha256(), attempt.reason(), despiteContradictions));
  }

  /** Asks for another draft; needs a reason. */
  public ReviewOutcome requestChanges(Attempt attempt) {
    return attempt.reason().isBlank()
        ? NO_REASON
        : decide(
            attempt,
            new ChangesRequested(attempt.by(), now(), attempt.draftSha256(), attempt.reason()));
  }

  /** Decides that the report shall not appear; needs a reason. */
  public ReviewOutcome reject(Attempt attempt) {
    return attempt.reason().isBlank()
        ? NO_REASON
        : decide(
            attempt, new Rejected(attempt.by(), now(), attempt.draftSha256(), attempt.reason()));
  }

  /**
   * Tells the listener of a run's approval once more, because what should have followed it is not
   * there.
   *
   * @throws RapporteurException if the run's draft was never approved
   */
  public void announceAgain(String run) {
    ReviewItem item = item(run);
    ReviewDecision approved =
        reviews.of(run).stream()
            .filter(Approved.class::isInstance)
            .findFirst()
            .orElseThrow(
                () ->
                    wrong(
                        "the draft of run " + run + " is not approved",
                        "rapporteur review show " + run + " says how it stands"));
    announce(item, approved);
  }

  private ReviewOutcome decide(Attempt attempt, ReviewDecision decision) {
    ReviewItem item = item(attempt.run());
    trail.append(event("review.intent", attempt, item, decision, Optional.empty()));
    Optional<Refused> refused = refusal(item, decision);
    if (refused.isEmpty() && !reviews.add(item.run(), item.work().version(), decision)) {
      refused = Optional.of(overtaken(attempt.run()));
    }
    if (refused.isPresent()) {
      Refused why = refused.get();
      trail.append(event("review.refused", attempt, item, decision, Optional.of(why.because())));
      return why;
    }
    trail.append(event(kind(decision), attempt, item, decision, Optional.empty()));
    ReviewItem decided = item.with(runs.find(attempt.run()).orElseThrow());
    announce(decided, decision);
    return new Decided(decided, decision);
  }

  private void announce(ReviewItem item, ReviewDecision decision) {
    try {
      listener.decided(item, decision);
    } catch (RapporteurException fault) {
      throw new RapporteurException(
          fault.kind(),
          "the draft is " + spoken(decision.state()) + ", but " + fault.getMessage(),
          "when that is solved, rapporteur review files " + item.run().id() + " makes up for it",
          fault);
    }
  }

  // --- the rules ------------------------------------------------------------------------------

  private static Optional<Refused> refusal(ReviewItem item, ReviewDecision decision) {
    RunState now = item.run().state();
    if (!mayReview(decision.by(), item)) {
      return refused(
          Because.ROLE,
          "the report is reviewed by people with the role " + item.definition().review().by());
    }
    if (!RunTransitions.allows(now, decision.state())) {
      return refused(
          Because.STATE, "the draft is " + spoken(now) + " and not open to this decision");
    }
    if (!decision.draftSha256().equals(item.draftSha256())) {
      return refused(
          Because.STALE,
          "the draft is not the one that was read: its SHA-256 is " + item.draftSha256());
    }
    // Whoever sends a draft back needs no second person and no whole files.
    return decision instanceof Approved approved
        ? approvalRefusal(item, approved)
        : Optional.empty();
  }

  private static Optional<Refused> approvalRefusal(ReviewItem item, Approved approved) {
    if (item.definition().review().fourEyes() && startedBy(approved.by(), item.run())) {
      return refused(
          Because.FOUR_EYES,
          approved.by().name() + " started the run, so that somebody else must approve its draft");
    }
    if (item.definition().review().fourEyes() && edited(approved.by(), item)) {
      return refused(
          Because.FOUR_EYES,
          approved.by().name() + " edited the draft, so that somebody else must approve it");
    }
    for (RenderedDocument document : item.documents()) {
      Optional<String> wrong = FileHash.fault(document);
      if (wrong.isPresent()) {
        return refused(Because.CHANGED_FILE, wrong.get());
      }
    }
    if (item.contradicted() > 0 && !approved.despiteContradictions()) {
      return refused(
          Because.CONTRADICTED,
          "the data contradict claims of the draft ("
              + item.contradicted()
              + "): ask for changes, or approve it despite them with a reason");
    }
    return Optional.empty();
  }

  private static boolean mayReview(Actor actor, ReviewItem item) {
    return actor.kind() == Actor.Kind.PERSON
        && actor.roles().contains(item.definition().review().by());
  }

  /** What a schedule or a system started, nobody at the desk has started. */
  private static boolean startedBy(Actor actor, ReportRun run) {
    Actor starter = run.request().cause().actor();
    return switch (run.request().cause()) {
      case RunCause.Manual ignored -> isSame(actor, starter);
      case RunCause.Revision ignored -> isSame(actor, starter);
      case RunCause.Scheduled ignored -> false;
      case RunCause.Webhook ignored -> false;
    };
  }

  private static boolean edited(Actor actor, ReviewItem item) {
    return item.work().editors().stream().anyMatch(editor -> isSame(actor.name(), editor));
  }

  private static boolean isSame(Actor one, Actor other) {
    return isSame(one.name(), other.name());
  }

  /** A person who comes in by another door, or writes the name another way, is still the same. */
  private static boolean isSame(String one, String other) {
    return one.strip().equalsIgnoreCase(other.strip());
  }

  private Refused overtaken(String run) {
    List<ReviewDecision> made = reviews.of(run);
    if (made.isEmpty()
        && runs.find(run).filter(now -> now.state() == RunState.IN_REVIEW).isPresent()) {
      return new Refused(
          Because.STALE, "the draft was edited since a moment ago: read it again, then decide");
    }
    String who = made.isEmpty() ? "somebody else" : made.getLast().by().name();
    String what = runs.find(run).map(now -> spoken(now.state())).orElse("changed");
    return new Refused(
        Because.OVERTAKEN, who + " was first: the draft is " + what + " since a moment ago");
  }

  private static Optional<Refused> refused(Because because, String message) {
    return Optional.of(new Refused(because, message));
  }

  private static String spoken(RunState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  // --- shared ---------------------------------------------------------------------------------

  /** As the database keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private ReviewItem item(String run) {
    ReportRun found =
        runs.find(run)
            .orElseThrow(
                () -> wrong("there is no run '" + run + "'", "rapporteur runs lists them"));
    return drafts
        .of(found)
        .orElseThrow(() -> wrong("the run " + run + " has no draft yet", "let it go on first"));
  }

  private static AuditEvent event(
      String kind,
      Attempt attempt,
      ReviewItem item,
      ReviewDecision decision,
      Optional<Because> because) {
    Actor by = attempt.by();
    ObjectNode facts = JsonNodeFactory.instance.objectNode();
    facts.put("decision", decision.state().name());
    facts.put("draftSha256", attempt.draftSha256());
    facts.put("findings", item.findings().size());
    facts.put("contradicted", item.contradicted());
    facts.put("version", item.work().version());
    facts.put("accepted", item.findings().size() - item.open());
    if (decision instanceof Approved approved) {
      facts.put("despiteContradictions", approved.despiteContradictions());
    }
    because.ifPresent(rule -> facts.put("because", rule.name()));
    return new AuditEvent(
        kind,
        by.kind().name().toLowerCase(Locale.ROOT) + ":" + by.name(),
        by.roles().stream().map(Role::name).toList(),
        attempt.door(),
        item.definition().name() + "/" + item.run().request().period(),
        attempt.run(),
        facts,
        Optional.of(JsonNodeFactory.instance.objectNode().put("reason", attempt.reason())));
  }

  private static String kind(ReviewDecision decision) {
    return switch (decision) {
      case Approved ignored -> "review.approved";
      case ChangesRequested ignored -> "review.changes-requested";
      case Rejected ignored -> "review.rejected";
    };
  }

  private static RapporteurException wrong(String message, String nextStep) {
    return new RapporteurException(FailureKind.DEFINITION, message, nextStep);
  }
}
