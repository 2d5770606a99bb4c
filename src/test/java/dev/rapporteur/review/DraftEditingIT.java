package dev.rapporteur.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.access.Actor;
import dev.rapporteur.grounding.Finding;
import dev.rapporteur.grounding.GroundingVerdict.Contradicted;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.ReportRunner;
import dev.rapporteur.pipeline.RunProgress;
import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.review.DraftEditing.Edit;
import dev.rapporteur.review.EditOutcome.Because;
import dev.rapporteur.review.EditOutcome.Overtaken;
import dev.rapporteur.review.EditOutcome.Refused;
import dev.rapporteur.review.EditOutcome.Saved;
import dev.rapporteur.review.EditOutcome.Unchanged;
import dev.rapporteur.review.ReviewDesk.Attempt;
import dev.rapporteur.review.ReviewOutcome.Decided;
import dev.rapporteur.testing.SampleWorkspace;
import dev.rapporteur.writing.SectionDraft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits of a real draft, made of the sample company's sales. */
class DraftEditingIT {
  private static final Actor ANNA = person("anna");
  private static final Actor BEN = person("ben");

  @TempDir static Path folder;
  private static OpenWorkspace workspace;
  private static OpenWorkspace.Reviewing reviewing;
  private static ReportRunner runner;
  private static String shared;

  private String run;

  private static Actor person(String name) {
    return Actor.of(name, Actor.Kind.PERSON, List.of("sales-manager", "employee"));
  }

  @BeforeAll
  static void open() {
    workspace = OpenWorkspace.embedded(SampleWorkspace.in(folder), Clock.systemUTC());
    reviewing = workspace.reviewing(Optional.empty());
    runner = workspace.startedRunner(Optional.empty(), RunProgress.SILENT);
  }

  @AfterAll
  static void close() {
    workspace.close();
  }

  /** Tests share a draft unless they decide on it; each works on what it finds. */
  @BeforeEach
  void takeTheSharedDraft() {
    if (shared == null) {
      shared = made();
    }
    run = shared;
  }

  private static String made() {
    Actor schedule = Actor.of("sales", Actor.Kind.SCHEDULE, List.of("sales-manager"));
    RunRequest request =
        new RunRequest(
            "sales-monthly",
            ReportingPeriod.month(2024, 3),
            RunScope.WHOLE,
            new RunCause.Manual(schedule),
            WriterChoice.RULES);
    String id = workspace.runs().acceptAsRevision(request, Instant.now()).id();
    runner.execute(id);
    return id;
  }

  /** The first paragraph of a section; a section that was written again has new ones. */
  private String first(String section) {
    return section(section).ids().getFirst();
  }

  private int version() {
    return reviewing.editing().now(material()).version();
  }

  private DraftMaterial material() {
    ReportRun now = workspace.runs().find(run).orElseThrow();
    return reviewing.materials().material(now).orElseThrow();
  }

  private KeptSection section(String id) {
    return reviewing.editing().now(material()).section(id).orElseThrow();
  }

  private String text(String paragraph) {
    KeptSection section = reviewing.editing().now(material()).sectionOf(paragraph).orElseThrow();
    return DraftEditing.reading(material(), section, paragraph).text();
  }

  private EditOutcome edit(String paragraph, int base, String text, Actor by) {
    return reviewing.editing().edit(material(), new Edit(paragraph, base, text, by));
  }

  private ReviewItem item() {
    return reviewing.desk().find(run, ANNA).orElseThrow();
  }

  @Test
  void anEditIsAVersionWithWhoAndWhatAndTheFilesFollow() throws Exception {
    ReviewItem before = item();
    String old = text(first("overview"));
    int number = version() + 1;
    EditOutcome outcome = edit(first("overview"), number - 1, old + " Watch May.", ANNA);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Saved.class,
            saved -> {
              assertThat(saved.version().number()).isEqualTo(number);
              assertThat(saved.version().by()).isEqualTo("anna");
              assertThat(saved.version().before()).isEqualTo(old);
              assertThat(saved.version().after()).endsWith("Watch May.");
            });
    ReviewItem after = item();
    assertThat(after.draftSha256()).isNotEqualTo(before.draftSha256());
    assertThat(after.documents())
        .extracting(one -> one.file().getFileName().toString())
        .containsExactlyInAnyOrder(
            "draft-" + number + ".docx",
            "draft-" + number + ".pdf",
            "draft-" + number + "-form.pdf",
            "draft-" + number + ".xlsx",
            "draft-" + number + ".html",
            "draft-" + number + ".md",
            "evidence-" + number + ".json");
    String evidence =
        Files.readString(
            after.documents().stream()
                .filter(one -> one.kind().equals("evidence"))
                .findFirst()
                .orElseThrow()
                .file());
    assertThat(evidence).contains("\"edits\"", "Watch May.", "\"by\" : \"anna\"");
    assertThat(before.documents()).allMatch(one -> Files.exists(one.file()));
  }

  @Test
  void figuresStayFiguresWhereTheirValuesAreLeftAlone() {
    SectionDraft.Paragraph before = section("overview").text().paragraphs().getFirst();
    edit(first("overview"), version(), text(first("overview")) + " Watch May.", ANNA);
    assertThat(section("overview").text().paragraphs().getFirst().text())
        .isEqualTo(before.text() + " Watch May.");
  }

  @Test
  void aNumberThatTheDataContradictIsMarkedBeforeItIsSaved() {
    String right = text(first("overview"));
    String wrong = right.replaceFirst("\\d+\\.\\d+ million", "99.9 million");
    assertThat(wrong).isNotEqualTo(right);
    List<Finding> found =
        reviewing.editing().check(material(), first("overview"), wrong).orElseThrow().findings();
    assertThat(found)
        .anyMatch(one -> one.verdict() instanceof Contradicted && one.text().contains("99.9"));
    assertThat(
            reviewing
                .editing()
                .check(material(), first("overview"), right)
                .orElseThrow()
                .findings())
        .noneMatch(Finding::flagged);
    assertThat(text(first("overview"))).isEqualTo(right);
  }

  @Test
  void ofTwoPeopleOnOneParagraphBothTextsAreKept() {
    String old = text(first("overview"));
    int both = version();
    edit(first("overview"), both, old + " By Anna.", ANNA);
    assertThat(edit(first("overview"), both, old + " By Ben.", BEN))
        .isInstanceOfSatisfying(
            Overtaken.class,
            overtaken -> {
              assertThat(overtaken.by()).isEqualTo("anna");
              assertThat(overtaken.theirs()).endsWith("By Anna.");
              assertThat(overtaken.mine()).endsWith("By Ben.");
            });
    assertThat(reviewing.editing().unsaved(run))
        .extracting(DraftVersions.Unsaved::text)
        .containsExactly(old + " By Ben.");
    assertThat(edit(first("overview"), both + 1, old + " By both.", BEN)).isInstanceOf(Saved.class);
    assertThat(reviewing.editing().unsaved(run)).isEmpty();
  }

  @Test
  void twoPeopleOnTwoParagraphsDoNotHinderEachOther() {
    int both = version();
    edit(first("overview"), both, text(first("overview")) + " By Anna.", ANNA);
    assertThat(edit(first("regions"), both, text(first("regions")) + " By Ben.", BEN))
        .isInstanceOf(Saved.class);
    assertThat(text(first("overview"))).endsWith("By Anna.");
    assertThat(text(first("regions"))).endsWith("By Ben.");
  }

  @Test
  void anEditIsUndoneAndNothingIsLost() {
    KeptSection original = section("overview");
    int base = version();
    String gone = first("overview");
    edit(gone, base, "", ANNA);
    assertThat(section("overview").ids()).doesNotContain(gone);
    assertThat(reviewing.editing().undo(material(), base + 1, BEN)).isInstanceOf(Saved.class);
    assertThat(section("overview")).isEqualTo(original);
    assertThat(version()).isEqualTo(base + 2);
    assertThat(reviewing.editing().at(material(), base + 1).section("overview").orElseThrow().ids())
        .doesNotContain(gone);
  }

  @Test
  void aLineBreakMakesTwoParagraphsThatKeepTheirOwnIds() {
    String old = text(first("regions"));
    int base = version();
    String second = "regions-v" + (base + 1) + "-2";
    edit(first("regions"), base, old + "\nA second one.", ANNA);
    assertThat(section("regions").ids()).startsWith(first("regions"), second);
    assertThat(text(second)).isEqualTo("A second one.");
    assertThat(edit(second, base + 1, "A better one.", ANNA)).isInstanceOf(Saved.class);
  }

  @Test
  void aLockedSectionIsNotChangedByAnyDoor() {
    assertThat(reviewing.editing().lock(material(), "overview", ANNA)).isEmpty();
    refused(edit(first("overview"), version(), "x", ANNA), Because.LOCKED);
    refused(reviewing.editing().regenerate(material(), "overview", "", BEN), Because.LOCKED);
    refused(reviewing.editing().add(material(), "overview", "", "x", BEN), Because.LOCKED);
    assertThat(edit(first("regions"), version(), text(first("regions")) + " x", ANNA))
        .isInstanceOf(Saved.class);
    reviewing.editing().unlock(material(), "overview", BEN);
    assertThat(edit(first("overview"), version(), text(first("overview")) + " x", ANNA))
        .isInstanceOf(Saved.class);
  }

  @Test
  void refusesWhoDoesNotReviewAndWhatIsNotInReview() {
    Actor eve = Actor.of("eve", Actor.Kind.PERSON, List.of("employee"));
    run = made();
    refused(edit(first("overview"), 0, "x", eve), Because.ROLE);
    refused(edit("nowhere-1", 0, "x", ANNA), Because.UNKNOWN);
    refused(edit(first("overview"), 0, "x".repeat(9000), ANNA), Because.TOO_LONG);
    reviewing.desk().reject(new Attempt(run, item().draftSha256(), ANNA, "desk", "no"));
    refused(edit(first("overview"), 0, "x", ANNA), Because.STATE);
  }

  @Test
  void oneSectionIsWrittenAgainAndTheOthersStayByteForByte() {
    WorkingDraft original = reviewing.editing().at(material(), 0);
    String first = section("overview").ids().getFirst();
    edit(first, version(), "Something else.", ANNA);
    WorkingDraft edited = reviewing.editing().now(material());
    assertThat(reviewing.editing().regenerate(material(), "overview", "shorter", ANNA))
        .isInstanceOfSatisfying(
            Saved.class,
            saved -> {
              assertThat(saved.version().before()).contains("Something else.");
              assertThat(saved.version().note()).isEqualTo("shorter");
            });
    WorkingDraft after = reviewing.editing().now(material());
    assertThat(after.section("overview").orElseThrow().text())
        .isEqualTo(original.section("overview").orElseThrow().text());
    assertThat(after.sections().subList(1, 6)).isEqualTo(edited.sections().subList(1, 6));
    assertThat(reviewing.editing().regenerate(material(), "overview", "", ANNA))
        .isInstanceOf(Unchanged.class);
  }

  @Test
  void anApprovalIsBoundToTheVersionThatWasRead() {
    run = made();
    ReviewItem read = item();
    edit(first("overview"), 0, text(first("overview")) + " Watch May.", BEN);
    ReviewOutcome stale =
        reviewing.desk().approve(new Attempt(run, read.draftSha256(), ANNA, "desk", ""), false);
    assertThat(((ReviewOutcome.Refused) stale).because()).isEqualTo(ReviewOutcome.Because.STALE);
    ReviewItem now = item();
    ReviewOutcome own =
        reviewing.desk().approve(new Attempt(run, now.draftSha256(), BEN, "desk", ""), true);
    assertThat(own).isInstanceOf(ReviewOutcome.Refused.class);
    ReviewOutcome own2 =
        reviewing.desk().approve(new Attempt(run, now.draftSha256(), BEN, "desk", ""), false);
    assertThat(((ReviewOutcome.Refused) own2).because()).isEqualTo(ReviewOutcome.Because.FOUR_EYES);
    assertThat(
            reviewing.desk().approve(new Attempt(run, now.draftSha256(), ANNA, "desk", ""), false))
        .isInstanceOf(Decided.class);
    assertThat(reviewing.desk().approvedFiles(run))
        .extracting(RenderedDocument::kind)
        .contains("word", "pdf", "form", "workbook");
  }

  @Test
  void aChangeMadeInWordIsTakenOverWithItsFiguresAndCitations() {
    KeptSection before =
        reviewing.editing().now(material()).sections().stream()
            .filter(one -> one.text().paragraphs().stream().anyMatch(p -> p.text().contains("[p")))
            .findFirst()
            .orElseThrow();
    String paragraph =
        before.ids().stream().filter(id -> text(id).contains("[p")).findFirst().orElseThrow();
    String shown = text(paragraph).replaceAll("\\s*\\[p\\d+]", "");
    EditOutcome outcome =
        reviewing
            .editing()
            .upload(
                material(),
                new DraftEditing.Uploaded(before.id(), shown, "All in all: " + shown),
                version(),
                "mine.docx",
                ANNA);
    assertThat(outcome).isInstanceOf(Saved.class);
    int index = before.indexOf(paragraph);
    assertThat(section(before.id()).text().paragraphs().get(index).text())
        .isEqualTo("All in all: " + before.text().paragraphs().get(index).text());
  }

  private static void refused(EditOutcome outcome, Because because) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.because()).isEqualTo(because));
  }
}
