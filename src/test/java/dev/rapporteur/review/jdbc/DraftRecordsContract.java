package dev.rapporteur.review.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.access.Actor;
import dev.rapporteur.rendering.RenderedDocument;
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
import dev.rapporteur.review.DraftMarks;
import dev.rapporteur.review.DraftMarks.Accepted;
import dev.rapporteur.review.DraftMarks.Comment;
import dev.rapporteur.review.DraftMarks.Delegation;
import dev.rapporteur.review.DraftMarks.Lock;
import dev.rapporteur.review.DraftMarks.Reminder;
import dev.rapporteur.review.DraftMarks.Resolved;
import dev.rapporteur.review.DraftVersion;
import dev.rapporteur.review.DraftVersions;
import dev.rapporteur.review.DraftVersions.Unsaved;
import dev.rapporteur.review.KeptSection;
import dev.rapporteur.writing.SectionDraft;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of people's work on a draft, on every database. */
abstract class DraftRecordsContract {
  private static final Instant NOW = Instant.parse("2024-04-05T08:00:00.123456Z");

  @TempDir Path folder;
  private StateDatabase database;
  private ReportRuns runs;
  private DraftVersions versions;
  private DraftMarks marks;
  private String run;

  abstract StateDatabase fresh();

  @BeforeEach
  void open() {
    database = fresh();
    runs = new JdbcReportRuns(database.dataSource(), RunIds.random()::next);
    versions = new JdbcDraftVersions(database.dataSource());
    marks = new JdbcDraftMarks(database.dataSource());
    Actor anna = Actor.of("anna", Actor.Kind.PERSON, List.of("manager"));
    ReportRun made =
        runs.acceptAsRevision(
            new RunRequest(
                "sales",
                ReportingPeriod.month(2024, 3),
                RunScope.WHOLE,
                new RunCause.Manual(anna),
                WriterChoice.RULES),
            NOW);
    for (RunState state :
        List.of(
            RunState.QUERIED,
            RunState.ANALYZED,
            RunState.RETRIEVED,
            RunState.WRITTEN,
            RunState.GROUNDED,
            RunState.RENDERED,
            RunState.IN_REVIEW)) {
      made = runs.change(made, state, "", NOW);
    }
    run = made.id();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private DraftVersion version(int number, String text) {
    SectionDraft section =
        new SectionDraft(
            "overview",
            List.of(new SectionDraft.Paragraph(text, false, List.of())),
            SectionDraft.Writer.MODEL,
            "");
    return new DraftVersion(
        run,
        number,
        NOW,
        "anna",
        DraftVersion.Kind.EDITED,
        "overview-1",
        "before",
        text,
        "",
        new KeptSection(section, List.of("overview-1")));
  }

  @Test
  void aVersionIsKeptWhole() {
    assertThat(versions.add(version(1, "销售 {{sales}}"))).isTrue();
    assertThat(versions.of(run)).containsExactly(version(1, "销售 {{sales}}"));
    assertThat(versions.latest(run)).isEqualTo(1);
  }

  @Test
  void aNumberIsGivenOnceAndInOrder() {
    assertThat(versions.add(version(2, "too early"))).isFalse();
    assertThat(versions.add(version(1, "first"))).isTrue();
    assertThat(versions.add(version(1, "second"))).isFalse();
    assertThat(versions.of(run)).extracting(DraftVersion::after).containsExactly("first");
  }

  @Test
  void ofManyAtOnceEachNumberHasOneWinner() throws Exception {
    List<Future<Boolean>> added = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 12; i++) {
        int number = i / 4 + 1;
        added.add(threads.submit(() -> versions.add(version(number, "text"))));
      }
    }
    long won = 0;
    for (Future<Boolean> one : added) {
      won += one.get() ? 1 : 0;
    }
    assertThat(versions.of(run)).hasSize((int) won);
    assertThat(versions.of(run))
        .extracting(DraftVersion::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, (int) won).boxed().toList());
  }

  @Test
  void aDraftThatIsDecidedOnTakesNoVersion() {
    runs.change(runs.find(run).orElseThrow(), RunState.REJECTED, "", NOW);
    assertThat(versions.add(version(1, "late"))).isFalse();
    assertThat(versions.of(run)).isEmpty();
  }

  @Test
  void theFilesOfAVersionAreKeptOnce() {
    RenderedDocument word =
        new RenderedDocument("word", Path.of("draft-1.docx"), "a".repeat(64), 1);
    versions.keepDocuments(run, 1, List.of(word));
    versions.keepDocuments(run, 1, List.of(word));
    assertThat(versions.documents(run, 1)).containsExactly(word);
    assertThat(versions.documents(run, 2)).isEmpty();
  }

  @Test
  void aTextIsKeptWhileItIsTyped() {
    versions.keepUnsaved(new Unsaved(run, "overview-1", "anna", 0, "Sa", NOW));
    versions.keepUnsaved(new Unsaved(run, "overview-1", "anna", 0, "Sales", NOW));
    versions.keepUnsaved(new Unsaved(run, "overview-1", "ben", 0, "Other", NOW.plusSeconds(1)));
    assertThat(versions.unsaved(run)).extracting(Unsaved::text).containsExactly("Sales", "Other");
    versions.dropUnsaved(run, "overview-1", "anna");
    assertThat(versions.unsaved(run)).extracting(Unsaved::person).containsExactly("ben");
  }

  @Test
  void aSectionIsLockedByOnePerson() {
    assertThat(marks.lock(run, new Lock("overview", "anna", NOW))).isTrue();
    assertThat(marks.lock(run, new Lock("overview", "ben", NOW))).isFalse();
    assertThat(marks.locks(run)).containsExactly(new Lock("overview", "anna", NOW));
    marks.unlock(run, "overview");
    assertThat(marks.locks(run)).isEmpty();
  }

  @Test
  void commentsAreNumberedAnsweredAndSettled() {
    Comment first = marks.add(run, comment("why?", 0));
    Comment answer = marks.add(run, comment("because", first.number()));
    assertThat(answer.number()).isEqualTo(2);
    marks.resolve(run, 1, Optional.of(new Resolved("ben", NOW)));
    assertThat(marks.comments(run).getFirst().resolved()).contains(new Resolved("ben", NOW));
    assertThat(marks.comments(run).getLast().answers()).isEqualTo(1);
    marks.resolve(run, 1, Optional.empty());
    assertThat(marks.comments(run).getFirst()).isEqualTo(first);
  }

  private static Comment comment(String text, int answers) {
    return new Comment(
        0, "overview-1", "48.2", "anna", NOW, text, answers, List.of("ben"), Optional.empty());
  }

  @Test
  void theLatestWordOnAFindingCounts() {
    marks.accept(run, new Accepted("f".repeat(64), "anna", NOW, "known"));
    marks.accept(run, new Accepted("f".repeat(64), "ben", NOW, "restated"));
    assertThat(marks.accepted(run)).extracting(Accepted::reason).containsExactly("restated");
    marks.withdraw(run, "f".repeat(64));
    assertThat(marks.accepted(run)).isEmpty();
  }

  @Test
  void aDraftIsPassedOnAndSeenAndRemindedOf() {
    Delegation delegation = new Delegation("anna", "ben", NOW, "please");
    marks.delegate(run, delegation);
    assertThat(marks.delegations(run)).containsExactly(delegation);
    marks.visit(run, "anna", NOW.minusSeconds(600));
    marks.visit(run, "ben", NOW);
    marks.visit(run, "ben", NOW.plusSeconds(1));
    assertThat(marks.visitors(run, NOW)).containsExactly("ben");
    assertThat(marks.remind(run, Reminder.DUE_SOON, NOW)).isTrue();
    assertThat(marks.remind(run, Reminder.DUE_SOON, NOW)).isFalse();
    assertThat(marks.reminders(run)).containsExactly(Reminder.DUE_SOON);
  }
}
