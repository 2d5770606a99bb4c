package dev.rapporteur.review.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.audit.AuditEntry;
import dev.rapporteur.audit.AuditTrail;
import dev.rapporteur.audit.SignedHeads;
import dev.rapporteur.audit.jdbc.JdbcAuditTrail;
import dev.rapporteur.grounding.Claim.TrendClaim;
import dev.rapporteur.grounding.Finding;
import dev.rapporteur.grounding.GroundedNarrative.SectionFinding;
import dev.rapporteur.grounding.GroundingVerdict.Contradicted;
import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.ReviewDefinition;
import dev.rapporteur.report.ReportDefinition.TemplateSet;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunIds;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.report.jdbc.JdbcReportRuns;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.review.ReviewDecision;
import dev.rapporteur.review.ReviewDecision.Approved;
import dev.rapporteur.review.ReviewDecision.Rejected;
import dev.rapporteur.review.ReviewDesk;
import dev.rapporteur.review.ReviewDesk.Attempt;
import dev.rapporteur.review.ReviewItem;
import dev.rapporteur.review.ReviewOutcome;
import dev.rapporteur.review.ReviewOutcome.Because;
import dev.rapporteur.review.ReviewOutcome.Decided;
import dev.rapporteur.review.ReviewOutcome.Refused;
import dev.rapporteur.review.Reviews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may decide what, and what stays of it, on every database. */
abstract class ReviewDeskContract {
  private static final Instant NOW = Instant.parse("2024-04-05T08:00:00.123456Z");
  private static final Actor ANNA = person("anna", "manager");
  private static final Actor BEN = person("ben", "manager");

  @TempDir Path folder;
  private StateDatabase database;
  private ReportRuns runs;
  private Reviews reviews;
  private AuditTrail trail;
  private ReviewDesk desk;
  private final List<ReviewDecision> heard = new ArrayList<>();
  private List<SectionFinding> findings = List.of();
  private ReviewItem.Work work = ReviewItem.Work.NONE;
  private Optional<RuntimeException> listenerFault = Optional.empty();

  abstract StateDatabase fresh();

  @BeforeEach
  void open() throws IOException {
    database = fresh();
    runs = new JdbcReportRuns(database.dataSource(), RunIds.random()::next);
    reviews = new JdbcReviews(database.dataSource(), runs);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    trail =
        new JdbcAuditTrail(
            database.dataSource(),
            new SignedHeads(folder.resolve("heads"), folder.resolve("key.pem")),
            clock);
    desk = new ReviewDesk(runs, this::draft, reviews, this::hear, trail, clock);
    Files.writeString(folder.resolve("draft.docx"), "the draft");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Actor person(String name, String role) {
    return Actor.of(name, Actor.Kind.PERSON, List.of(role));
  }

  private void hear(ReviewItem item, ReviewDecision decision) {
    listenerFault.ifPresent(
        fault -> {
          throw fault;
        });
    synchronized (heard) {
      heard.add(decision);
    }
  }

  private Optional<ReviewItem> draft(ReportRun run) {
    if (run.state() == RunState.REQUESTED) {
      return Optional.empty();
    }
    ReportDefinition definition =
        new ReportDefinition(
            "sales",
            "Sales",
            "",
            "",
            Locale.ENGLISH,
            ZoneOffset.UTC,
            ReportingPeriod.Kind.MONTH,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Map.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            new TemplateSet("w", "p", Optional.empty()),
            Set.of(),
            new ReviewDefinition(new Role("manager"), 2, true),
            List.of(),
            Optional.empty());
    // Runs of later months are due earlier, so that the queue has something to sort.
    LocalDate due =
        LocalDate.of(2024, 12, 31).minusDays(run.request().period().start().getMonthValue());
    RenderedDocument word =
        new RenderedDocument("word", folder.resolve("draft.docx"), sha256("the draft"), 9);
    return Optional.of(new ReviewItem(run, definition, due, findings, List.of(word), work));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private ReportRun requested(RunCause cause, int month) {
    RunRequest request =
        new RunRequest(
            "sales", ReportingPeriod.month(2024, month), RunScope.WHOLE, cause, WriterChoice.RULES);
    return runs.acceptAsRevision(request, NOW);
  }

  private String inReview(RunCause cause, int month) {
    ReportRun run = requested(cause, month);
    for (RunState state :
        List.of(
            RunState.QUERIED,
            RunState.ANALYZED,
            RunState.RETRIEVED,
            RunState.WRITTEN,
            RunState.GROUNDED,
            RunState.RENDERED,
            RunState.IN_REVIEW)) {
      run = runs.change(run, state, "", NOW);
    }
    return run.id();
  }

  private String inReview() {
    return inReview(new RunCause.Manual(person("carl", "employee")), 3);
  }

  private static Attempt attempt(String run, Actor by) {
    return new Attempt(run, sha256("the draft"), by, "command", "");
  }

  private static Attempt because(String run, Actor by, String reason) {
    return new Attempt(run, sha256("the draft"), by, "command", reason);
  }

  private RunState state(String run) {
    return runs.find(run).orElseThrow().state();
  }

  private void refuses(ReviewOutcome outcome, Because because, String run) {
    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).because()).isEqualTo(because);
    assertThat(state(run)).isEqualTo(RunState.IN_REVIEW);
    assertThat(reviews.of(run)).isEmpty();
    assertThat(heard).isEmpty();
  }

  private List<String> trailOf(String run) {
    List<String> kinds = new ArrayList<>();
    trail.forEach(
        entry -> {
          if (entry.reference().equals(run)) {
            kinds.add(entry.kind());
          }
        });
    return kinds;
  }

  private AuditEntry lastEntry() {
    List<AuditEntry> entries = new ArrayList<>();
    trail.forEach(entries::add);
    return entries.getLast();
  }

  private String lastFacts() {
    return lastEntry().facts();
  }

  @Test
  void anApprovalChangesTheRunIsKeptAndHeardOf() {
    String run = inReview();
    ReviewOutcome outcome = desk.approve(attempt(run, ANNA), false);
    Approved approved = new Approved(ANNA, NOW, sha256("the draft"), "", false);
    assertThat(outcome).isInstanceOf(Decided.class);
    assertThat(((Decided) outcome).item().run().state()).isEqualTo(RunState.APPROVED);
    assertThat(state(run)).isEqualTo(RunState.APPROVED);
    assertThat(reviews.of(run)).containsExactly(approved);
    assertThat(heard).containsExactly(approved);
  }

  @Test
  void theTrailHasTheIntentBeforeAndTheEndAfter() {
    String run = inReview();
    desk.approve(attempt(run, person("eve", "employee")), false);
    desk.approve(attempt(run, ANNA), false);
    assertThat(trailOf(run))
        .containsExactly("review.intent", "review.refused", "review.intent", "review.approved");
    assertThat(lastEntry().actor()).isEqualTo("person:anna");
    assertThat(lastFacts()).contains(sha256("the draft"));
  }

  @Test
  void changesAndRejectionsCarryTheirReason() {
    String first = inReview();
    String second = inReview(new RunCause.Manual(BEN), 4);
    desk.requestChanges(because(first, ANNA, "the East is missing"));
    desk.reject(because(second, ANNA, "no longer wanted"));
    assertThat(state(first)).isEqualTo(RunState.CHANGES_REQUESTED);
    assertThat(state(second)).isEqualTo(RunState.REJECTED);
    assertThat(reviews.of(second))
        .containsExactly(new Rejected(ANNA, NOW, sha256("the draft"), "no longer wanted"));
  }

  @Test
  void refusesAChangeOrRejectionWithoutAReason() {
    String run = inReview();
    refuses(desk.requestChanges(because(run, ANNA, " ")), Because.NO_REASON, run);
    refuses(desk.reject(attempt(run, ANNA)), Because.NO_REASON, run);
    refuses(desk.approve(attempt(run, ANNA), true), Because.NO_REASON, run);
  }

  @Test
  void refusesWhoDoesNotHaveTheRoleAndWhatIsNoPerson() {
    String run = inReview();
    refuses(desk.approve(attempt(run, person("eve", "employee")), false), Because.ROLE, run);
    Actor schedule = Actor.of("sales", Actor.Kind.SCHEDULE, List.of("manager"));
    refuses(desk.approve(attempt(run, schedule), false), Because.ROLE, run);
  }

  @Test
  void whoStartedARunMayNotApproveItButMaySendItBack() {
    String run = inReview(new RunCause.Manual(ANNA), 3);
    refuses(desk.approve(attempt(run, ANNA), false), Because.FOUR_EYES, run);
    refuses(desk.approve(attempt(run, person("Anna", "manager")), false), Because.FOUR_EYES, run);
    assertThat(desk.requestChanges(because(run, ANNA, "mine, but wrong")))
        .isInstanceOf(Decided.class);
  }

  @Test
  void whoAskedForARevisionMayNotApproveIt() {
    String run = inReview(new RunCause.Revision(ANNA, "earlier", "shorter"), 3);
    refuses(desk.approve(attempt(run, ANNA), false), Because.FOUR_EYES, run);
  }

  @Test
  void whoEditedADraftMayNotApproveItAlone() {
    work = new ReviewItem.Work(0, Set.of("Anna "), Set.of());
    String run = inReview();
    refuses(desk.approve(attempt(run, ANNA), false), Because.FOUR_EYES, run);
    assertThat(desk.approve(attempt(run, BEN), false)).isInstanceOf(Decided.class);
  }

  @Test
  void aDraftThatIsEditedWhileItIsApprovedIsNotApproved() {
    // The person saw version 3; the draft has none in the database, as if it had moved on.
    work = new ReviewItem.Work(3, Set.of(), Set.of());
    String run = inReview();
    refuses(desk.approve(attempt(run, ANNA), false), Because.STALE, run);
  }

  @Test
  void aRunByScheduleHasNoStarterAtTheDesk() {
    Actor schedule = Actor.of("anna", Actor.Kind.SCHEDULE, List.of("manager"));
    String run = inReview(new RunCause.Scheduled(schedule, NOW), 3);
    assertThat(desk.approve(attempt(run, ANNA), false)).isInstanceOf(Decided.class);
  }

  @Test
  void refusesADecisionOnAnotherDraftThanTheOneThereIs() {
    String run = inReview();
    Attempt stale = new Attempt(run, sha256("an older draft"), ANNA, "command", "why");
    refuses(desk.approve(stale, false), Because.STALE, run);
    refuses(desk.reject(stale), Because.STALE, run);
  }

  @Test
  void refusesToApproveAFileThatWasChangedOrIsGone() throws IOException {
    String run = inReview();
    Files.writeString(folder.resolve("draft.docx"), "the Draft");
    refuses(desk.approve(attempt(run, ANNA), false), Because.CHANGED_FILE, run);
    Files.delete(folder.resolve("draft.docx"));
    refuses(desk.approve(attempt(run, ANNA), false), Because.CHANGED_FILE, run);
  }

  @Test
  void aContradictedDraftIsApprovedOnlyKnowinglyAndWithAReason() {
    findings =
        List.of(
            new SectionFinding(
                "overview",
                "Sales fell.",
                new Finding(
                    6,
                    10,
                    "fell",
                    new TrendClaim("sales"),
                    new Contradicted(List.of("sales"), "they rose"),
                    "the data say that they rose")));
    String run = inReview();
    refuses(desk.approve(attempt(run, ANNA), false), Because.CONTRADICTED, run);
    refuses(desk.approve(because(run, ANNA, "fine"), false), Because.CONTRADICTED, run);
    desk.approve(because(run, ANNA, "a known restatement"), true);
    assertThat(reviews.of(run))
        .containsExactly(new Approved(ANNA, NOW, sha256("the draft"), "a known restatement", true));
    assertThat(lastFacts()).contains("\"contradicted\":1", "\"despiteContradictions\":true");
  }

  @Test
  void aContradictionThatAPersonHasAcceptedDoesNotHoldUpAnApproval() {
    SectionFinding finding =
        new SectionFinding(
            "overview",
            "Sales fell.",
            new Finding(
                6,
                10,
                "fell",
                new TrendClaim("sales"),
                new Contradicted(List.of("sales"), "they rose"),
                "the data say that they rose"));
    findings = List.of(finding);
    work = new ReviewItem.Work(0, Set.of(), Set.of(ReviewItem.key(finding)));
    String run = inReview();
    assertThat(desk.approve(attempt(run, ANNA), false)).isInstanceOf(Decided.class);
    assertThat(lastFacts()).contains("\"contradicted\":0", "\"accepted\":1");
  }

  @Test
  void whatIsDecidedIsNotDecidedAgain() {
    String run = inReview();
    desk.reject(because(run, ANNA, "no"));
    assertThat(desk.approve(attempt(run, BEN), false))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.because()).isEqualTo(Because.STATE);
              assertThat(refused.message()).contains("rejected");
            });
    assertThat(state(run)).isEqualTo(RunState.REJECTED);
  }

  @Test
  void ofTwoPeopleAtOnceOneWinsAndTheOtherIsTold() throws Exception {
    for (int month = 1; month <= 12; month++) {
      String run = inReview(new RunCause.Manual(person("carl", "employee")), month);
      CyclicBarrier together = new CyclicBarrier(2);
      List<Future<ReviewOutcome>> outcomes = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
        outcomes.add(
            threads.submit(
                () -> {
                  together.await();
                  return desk.approve(attempt(run, ANNA), false);
                }));
        outcomes.add(
            threads.submit(
                () -> {
                  together.await();
                  return desk.reject(because(run, BEN, "no"));
                }));
      }
      ReviewOutcome one = outcomes.getFirst().get();
      ReviewOutcome other = outcomes.getLast().get();
      ReviewOutcome won = one instanceof Decided ? one : other;
      ReviewOutcome lost = one instanceof Decided ? other : one;
      assertThat(won).isInstanceOf(Decided.class);
      assertThat(lost)
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.because()).isIn(Because.OVERTAKEN, Because.STATE));
      assertThat(reviews.of(run)).containsExactly(((Decided) won).decision());
      assertThat(state(run)).isEqualTo(((Decided) won).decision().state());
    }
  }

  @Test
  void whoSawTheRunBeforeSomebodyElseDecidedChangesNothing() {
    String run = inReview();
    ReportRun seen = runs.find(run).orElseThrow();
    assertThat(reviews.add(seen, 0, new Rejected(BEN, NOW, "0".repeat(64), "no"))).isTrue();
    assertThat(reviews.add(seen, 0, new Approved(ANNA, NOW, "0".repeat(64), "", false))).isFalse();
    assertThat(state(run)).isEqualTo(RunState.REJECTED);
    assertThat(reviews.of(run)).hasSize(1);
  }

  @Test
  void theQueueShowsWhatWaitsForTheRoleTheMostUrgentFirst() {
    String march = inReview();
    String may = inReview(new RunCause.Manual(BEN), 5);
    String decided = inReview(new RunCause.Manual(BEN), 6);
    requested(new RunCause.Manual(BEN), 7);
    desk.reject(because(decided, ANNA, "no"));
    assertThat(desk.queue(ANNA)).extracting(item -> item.run().id()).containsExactly(may, march);
    assertThat(desk.queue(person("eve", "employee"))).isEmpty();
    assertThat(desk.find(march, ANNA)).isPresent();
    assertThat(desk.find(march, person("eve", "employee"))).isEmpty();
  }

  @Test
  void aRunWithoutADraftCannotBeDecidedOn() {
    String run = requested(new RunCause.Manual(BEN), 3).id();
    assertThatThrownBy(() -> desk.approve(attempt(run, ANNA), false))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("no draft yet");
    assertThatThrownBy(() -> desk.approve(attempt("none", ANNA), false))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("no run 'none'");
  }

  @Test
  void anApprovalStandsWhereItsFilesCannotBeWrittenAndIsAnnouncedAgain() {
    String run = inReview();
    listenerFault =
        Optional.of(new RapporteurException(FailureKind.CAPACITY, "there is no space", ""));
    assertThatThrownBy(() -> desk.approve(attempt(run, ANNA), false))
        .isInstanceOfSatisfying(
            RapporteurException.class,
            fault -> {
              assertThat(fault).hasMessage("the draft is approved, but there is no space");
              assertThat(fault.nextStep()).contains("rapporteur review files " + run);
            });
    assertThat(state(run)).isEqualTo(RunState.APPROVED);
    listenerFault = Optional.empty();
    desk.announceAgain(run);
    assertThat(heard).isEqualTo(reviews.of(run));
  }

  @Test
  void onlyAnApprovalIsAnnouncedAgain() {
    String run = inReview();
    desk.reject(because(run, ANNA, "no"));
    assertThatThrownBy(() -> desk.announceAgain(run))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("not approved");
  }

  @Test
  void filesOfAnApprovedDraftAreKeptAnew() {
    String run = inReview();
    RenderedDocument first = document("approved.docx", "1");
    RenderedDocument again = document("approved.docx", "2");
    reviews.keepApproved(run, List.of(first));
    reviews.keepApproved(run, List.of(again));
    assertThat(reviews.approved(run)).containsExactly(again);
  }

  private RenderedDocument document(String name, String text) {
    return new RenderedDocument("word", folder.resolve(name), sha256(text), 1);
  }
}
