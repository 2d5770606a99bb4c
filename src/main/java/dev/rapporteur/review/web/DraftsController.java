package dev.rapporteur.review.web;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.grounding.Finding;
import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.rendering.docx.DraftChanges;
import dev.rapporteur.rendering.docx.DraftIdentity;
import dev.rapporteur.rendering.docx.IsolatedComparison;
import dev.rapporteur.rendering.docx.RefusedPackageException;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunState;
import dev.rapporteur.review.DraftEditing;
import dev.rapporteur.review.DraftEditing.Edit;
import dev.rapporteur.review.DraftMargin;
import dev.rapporteur.review.DraftMaterial;
import dev.rapporteur.review.DraftMaterials;
import dev.rapporteur.review.DraftVersion;
import dev.rapporteur.review.DraftVersions.Unsaved;
import dev.rapporteur.review.EditOutcome;
import dev.rapporteur.review.FoundPassage;
import dev.rapporteur.review.KeptSection;
import dev.rapporteur.review.Recalls;
import dev.rapporteur.review.ReviewDesk;
import dev.rapporteur.review.ReviewDesk.Attempt;
import dev.rapporteur.review.ReviewItem;
import dev.rapporteur.review.ReviewOutcome;
import dev.rapporteur.review.WordDiff;
import dev.rapporteur.review.WorkingDraft;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of drafts: the queue, a draft with its evidence, its versions, the decision. */
@Controller
@RequestMapping("/desk/drafts")
public final class DraftsController {
  private static final String PAGE = "redirect:/desk/drafts/";
  private static final Duration READING = Duration.ofSeconds(30);

  private final ReportRuns runs;
  private final ReviewDesk desk;
  private final DraftMaterials materials;
  private final DraftEditing editing;
  private final DraftMargin margin;
  private final Recalls recalls;
  private final Function<Role, List<String>> reviewers;
  private final Clock clock;

  /**
   * @param reviewers names of the people who have a role
   */
  public DraftsController(
      ReportRuns runs,
      ReviewDesk desk,
      DraftMaterials materials,
      DraftEditing editing,
      DraftMargin margin,
      Recalls recalls,
      Function<Role, List<String>> reviewers,
      Clock clock) {
    this.runs = runs;
    this.desk = desk;
    this.materials = materials;
    this.editing = editing;
    this.margin = margin;
    this.recalls = recalls;
    this.reviewers = reviewers;
    this.clock = clock;
  }

  // --- the queue -------------------------------------------------------------------------------

  /**
   * A line of the queue.
   *
   * @param urgency {@code overdue}, {@code today}, {@code soon} or {@code later}
   * @param with to whom it was passed on; empty if nobody did
   * @param mentions open comments that name the person
   */
  public record Line(
      ReviewItem item,
      String period,
      String urgency,
      String with,
      List<String> others,
      long comments,
      long mentions) {}

  /** The drafts that wait for the person. */
  @GetMapping
  String queue(
      @RequestParam(defaultValue = "") String show,
      @RequestParam(defaultValue = "") String report,
      Actor actor,
      Model model) {
    List<Line> all = desk.queue(actor).stream().map(item -> line(item, actor)).toList();
    model.addAttribute(
        "reports",
        all.stream().map(one -> one.item().definition().name()).distinct().sorted().toList());
    model.addAttribute("show", show);
    model.addAttribute("report", report);
    model.addAttribute("any", !all.isEmpty());
    model.addAttribute(
        "lines",
        all.stream()
            .filter(one -> report.isEmpty() || one.item().definition().name().equals(report))
            .filter(
                one ->
                    switch (show) {
                      case "mine" -> one.with().isEmpty() || one.with().equals(actor.name());
                      case "late" -> !one.urgency().equals("later");
                      case "findings" -> one.item().open() > 0;
                      default -> true;
                    })
            .toList());
    return "review/queue";
  }

  private Line line(ReviewItem item, Actor actor) {
    String run = item.run().id();
    var open =
        margin.marks().comments(run).stream()
            .filter(one -> one.answers() == 0 && one.resolved().isEmpty())
            .toList();
    long mentions =
        margin.marks().comments(run).stream()
            .filter(one -> one.mentions().contains(actor.name().toLowerCase(java.util.Locale.ROOT)))
            .filter(
                one ->
                    open.stream()
                        .anyMatch(
                            first ->
                                first.number()
                                    == (one.answers() == 0 ? one.number() : one.answers())))
            .count();
    return new Line(
        item,
        item.run().request().period().label(item.definition().locale()),
        urgency(item),
        margin.with(run).orElse(""),
        margin.others(run, actor),
        open.size(),
        mentions);
  }

  private String urgency(ReviewItem item) {
    LocalDate today = LocalDate.now(clock.withZone(item.definition().timeZone()));
    if (item.due().isBefore(today)) {
      return "overdue";
    }
    if (item.due().equals(today)) {
      return "today";
    }
    return item.due().isBefore(today.plusDays(3)) ? "soon" : "later";
  }

  // --- one draft -------------------------------------------------------------------------------

  private record Opened(ReviewItem item, DraftMaterial material) {}

  /** A draft that the person may not see is not there. */
  private Opened open(String run, Actor actor) {
    try {
      ReviewItem item = desk.find(run, actor).orElseThrow(DraftsController::nothing);
      return new Opened(item, materials.material(item.run()).orElseThrow());
    } catch (RapporteurException unknown) {
      throw nothing();
    }
  }

  private static ResponseStatusException nothing() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  /** The draft on one side, the evidence on the other. */
  @GetMapping("/{run}")
  String draft(
      @PathVariable String run,
      @RequestParam(defaultValue = "") String figure,
      @RequestParam(defaultValue = "") String section,
      @RequestParam(defaultValue = "0") int source,
      @RequestParam(defaultValue = "") String edit,
      @RequestParam(defaultValue = "") String comment,
      @RequestParam(defaultValue = "") String rewrite,
      Actor actor,
      Model model) {
    Opened opened = open(run, actor);
    margin.visit(run, actor);
    page(opened, actor, model);
    evidence(opened, figure, section, source, model);
    model.addAttribute("commenting", comment);
    model.addAttribute("rewriting", rewrite);
    if (!edit.isEmpty()) {
      editor(opened, edit, actor, model);
    }
    return "review/draft";
  }

  private void page(Opened opened, Actor actor, Model model) {
    ReviewItem item = opened.item();
    String run = item.run().id();
    WorkingDraft draft = editing.now(opened.material());
    model.addAttribute("item", item);
    model.addAttribute("urgency", urgency(item));
    model.addAttribute("page", DraftPage.of(opened.material(), draft, item, margin.marks()));
    model.addAttribute("others", margin.others(run, actor));
    model.addAttribute("with", margin.with(run).orElse(""));
    model.addAttribute("typing", typing(run, actor));
    model.addAttribute("open", item.run().state() == RunState.IN_REVIEW);
    model.addAttribute("decisions", desk.decisions(run));
    model.addAttribute("files", links(item.documents()));
    model.addAttribute("approved", links(desk.approvedFiles(run)));
    model.addAttribute(
        "reviewers",
        reviewers.apply(item.definition().review().by()).stream()
            .filter(name -> !name.equals(actor.name()))
            .toList());
  }

  /** A file to download. */
  public record FileLink(String kind, String name) {}

  private static List<FileLink> links(List<RenderedDocument> documents) {
    return documents.stream()
        .map(one -> new FileLink(one.kind(), one.file().getFileName().toString()))
        .toList();
  }

  /** Who else is typing in the draft. */
  private List<String> typing(String run, Actor actor) {
    return editing.unsaved(run).stream()
        .filter(one -> !one.person().equals(actor.name()))
        .map(Unsaved::person)
        .distinct()
        .toList();
  }

  /**
   * A paragraph that is being edited.
   *
   * @param base the version that the text is based on
   * @param unsaved whether the text was typed earlier and not saved
   * @param theirs what somebody else has saved meanwhile
   */
  public record Editor(
      String paragraph, int base, String text, boolean unsaved, String by, String theirs) {}

  private void editor(Opened opened, String paragraph, Actor actor, Model model) {
    WorkingDraft draft = editing.now(opened.material());
    Optional<KeptSection> section = draft.sectionOf(paragraph);
    if (section.isEmpty()) {
      return;
    }
    String text = DraftEditing.reading(opened.material(), section.get(), paragraph).text();
    Optional<Unsaved> mine =
        editing.unsaved(opened.item().run().id()).stream()
            .filter(one -> one.paragraph().equals(paragraph) && one.person().equals(actor.name()))
            .filter(one -> !one.text().equals(text))
            .findFirst();
    model.addAttribute(
        "editor",
        new Editor(
            paragraph,
            mine.map(Unsaved::base).orElse(draft.version()),
            mine.map(Unsaved::text).orElse(text),
            mine.isPresent(),
            "",
            ""));
    check(opened, paragraph, mine.map(Unsaved::text).orElse(text), model);
  }

  /** The evidence of a number or a citation alone, for a page that is open. */
  @GetMapping("/{run}/evidence")
  String evidence(
      @PathVariable String run,
      @RequestParam(defaultValue = "") String figure,
      @RequestParam(defaultValue = "") String section,
      @RequestParam(defaultValue = "0") int source,
      Actor actor,
      Model model) {
    Opened opened = open(run, actor);
    model.addAttribute("item", opened.item());
    evidence(opened, figure, section, source, model);
    return "review/evidence :: evidence";
  }

  /** A passage with the words that are cited. */
  public record Cited(FoundPassage passage, String before, String quote, String after) {}

  private void evidence(Opened opened, String figure, String section, int source, Model model) {
    model.addAttribute("figure", figure);
    if (!figure.isEmpty()) {
      opened.material().way(figure).ifPresent(way -> model.addAttribute("way", way));
    } else if (!section.isEmpty() && source > 0) {
      cited(opened, section, source).ifPresent(passage -> model.addAttribute("cited", passage));
    }
  }

  private Optional<Cited> cited(Opened opened, String section, int source) {
    WorkingDraft draft = editing.now(opened.material());
    DraftPage page = DraftPage.of(opened.material(), draft, opened.item(), margin.marks());
    return page.sources().stream()
        .filter(one -> one.number().equals(Integer.toString(source)))
        .findFirst()
        .flatMap(
            one ->
                opened.material().passages(section).stream()
                    .filter(passage -> passage.text().contains(one.quote()))
                    .findFirst()
                    .map(
                        passage -> {
                          int at = passage.text().indexOf(one.quote());
                          return new Cited(
                              passage,
                              passage.text().substring(0, at),
                              one.quote(),
                              passage.text().substring(at + one.quote().length()));
                        }));
  }

  /** Makes a call again, through the gate and for the person who asks. */
  @PostMapping("/{run}/recall")
  String recall(
      @PathVariable String run,
      @RequestParam String call,
      @RequestParam String figure,
      @RequestParam(defaultValue = "false") boolean part,
      Actor actor,
      Model model) {
    Opened opened = open(run, actor);
    switch (recalls.again(opened.item().run(), call, actor)) {
      case Recalls.Recalled.Answered answered -> model.addAttribute("recalled", answered);
      case Recalls.Recalled.Refused refused ->
          model.addAttribute("recallRefused", refused.message());
    }
    model.addAttribute("recalledCall", call);
    if (part) {
      model.addAttribute("item", opened.item());
      evidence(opened, figure, "", 0, model);
      return "review/evidence :: evidence";
    }
    page(opened, actor, model);
    evidence(opened, figure, "", 0, model);
    return "review/draft";
  }

  // --- changes ---------------------------------------------------------------------------------

  /** Holds a text against the data while it is typed, and keeps it as unsaved. */
  @PostMapping("/{run}/check")
  String check(
      @PathVariable String run,
      @RequestParam String paragraph,
      @RequestParam int base,
      @RequestParam String text,
      Actor actor,
      Model model) {
    Opened opened = open(run, actor);
    editing.keepUnsaved(opened.material(), paragraph, base, text.strip(), actor);
    check(opened, paragraph, text.strip(), model);
    model.addAttribute("kept", true);
    return "review/draft :: check";
  }

  /** A claim of a text that is being typed. */
  public record Checked(String claim, boolean contradicted, String reason) {}

  private void check(Opened opened, String paragraph, String text, Model model) {
    List<Checked> checked =
        text.length() > 8000
            ? List.of()
            : editing.check(opened.material(), paragraph, text).stream()
                .flatMap(one -> one.findings().stream())
                .filter(Finding::flagged)
                .map(
                    one ->
                        new Checked(
                            one.text(),
                            one.verdict()
                                instanceof dev.rapporteur.grounding.GroundingVerdict.Contradicted,
                            one.verdict()
                                    instanceof
                                    dev.rapporteur.grounding.GroundingVerdict.Contradicted
                                        contradicted
                                ? contradicted.dataSay()
                                : one.reason()))
                .toList();
    model.addAttribute("checked", checked);
  }

  /** Saves a paragraph. */
  @PostMapping("/{run}/edit")
  String edit(
      @PathVariable String run,
      @RequestParam String paragraph,
      @RequestParam int base,
      @RequestParam String text,
      Actor actor,
      Model model,
      RedirectAttributes flash) {
    Opened opened = open(run, actor);
    EditOutcome outcome =
        editing.edit(opened.material(), new Edit(paragraph, base, text.strip(), actor));
    if (outcome instanceof EditOutcome.Overtaken overtaken) {
      Opened again = open(run, actor);
      page(again, actor, model);
      evidence(again, "", "", 0, model);
      model.addAttribute(
          "editor",
          new Editor(
              paragraph,
              overtaken.latest(),
              overtaken.mine(),
              false,
              overtaken.by(),
              overtaken.theirs()));
      check(again, paragraph, overtaken.mine(), model);
      return "review/draft";
    }
    return said(run, outcome, paragraph, flash);
  }

  /** Gives up what was typed. */
  @PostMapping("/{run}/give-up")
  String giveUp(@PathVariable String run, @RequestParam String paragraph, Actor actor) {
    editing.giveUp(open(run, actor).material(), paragraph, actor);
    return PAGE + run + "#" + paragraph;
  }

  /** Adds a paragraph. */
  @PostMapping("/{run}/add")
  String add(
      @PathVariable String run,
      @RequestParam String section,
      @RequestParam(defaultValue = "") String after,
      @RequestParam String text,
      Actor actor,
      RedirectAttributes flash) {
    return said(
        run, editing.add(open(run, actor).material(), section, after, text, actor), section, flash);
  }

  /** Lets a section be written again. */
  @PostMapping("/{run}/rewrite")
  String rewrite(
      @PathVariable String run,
      @RequestParam String section,
      @RequestParam(defaultValue = "") String instruction,
      Actor actor,
      RedirectAttributes flash) {
    EditOutcome outcome =
        editing.regenerate(open(run, actor).material(), section, instruction, actor);
    if (outcome instanceof EditOutcome.Saved saved) {
      int number = saved.version().number();
      return PAGE + run + "/compare?from=" + (number - 1) + "&to=" + number;
    }
    return said(run, outcome, section, flash);
  }

  /** Undoes one version. */
  @PostMapping("/{run}/undo")
  String undo(
      @PathVariable String run, @RequestParam int version, Actor actor, RedirectAttributes flash) {
    return said(run, editing.undo(open(run, actor).material(), version, actor), "", flash);
  }

  /** Locks or unlocks a section. */
  @PostMapping("/{run}/lock")
  String lock(
      @PathVariable String run,
      @RequestParam String section,
      @RequestParam boolean locked,
      Actor actor,
      RedirectAttributes flash) {
    DraftMaterial material = open(run, actor).material();
    Optional<EditOutcome.Refused> refused =
        locked ? editing.lock(material, section, actor) : editing.unlock(material, section, actor);
    refused.ifPresent(why -> flash.addFlashAttribute("refused", why.because().name()));
    return PAGE + run + "#" + section;
  }

  private static String said(
      String run, EditOutcome outcome, String place, RedirectAttributes flash) {
    switch (outcome) {
      case EditOutcome.Saved saved -> flash.addFlashAttribute("saved", saved.version().number());
      case EditOutcome.Unchanged ignored -> flash.addFlashAttribute("unchanged", true);
      case EditOutcome.Overtaken overtaken -> flash.addFlashAttribute("overtaken", overtaken.by());
      case EditOutcome.Refused refused ->
          flash.addFlashAttribute("refused", refused.because().name());
    }
    return PAGE + run + (place.isEmpty() ? "" : "#" + place);
  }

  // --- the margin ------------------------------------------------------------------------------

  /** Writes a comment or an answer. */
  @PostMapping("/{run}/comment")
  String comment(
      @PathVariable String run,
      @RequestParam String paragraph,
      @RequestParam(defaultValue = "") String quote,
      @RequestParam(defaultValue = "0") int answers,
      @RequestParam String text,
      Actor actor,
      RedirectAttributes flash) {
    margin
        .comment(open(run, actor).item(), paragraph, quote, text, answers, actor)
        .ifPresent(why -> flash.addFlashAttribute("refused", "COMMENT"));
    return PAGE + run + "#" + paragraph;
  }

  /** Settles a thread, or opens it again. */
  @PostMapping("/{run}/resolve")
  String resolve(
      @PathVariable String run,
      @RequestParam int comment,
      @RequestParam boolean resolved,
      Actor actor) {
    ReviewItem item = open(run, actor).item();
    if (resolved) {
      margin.resolve(item, comment, actor);
    } else {
      margin.reopen(item, comment);
    }
    return PAGE + run + "#comment-" + comment;
  }

  /** Takes a finding on oneself, or takes that back. */
  @PostMapping("/{run}/accept")
  String accept(
      @PathVariable String run,
      @RequestParam String finding,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean withdraw,
      Actor actor,
      RedirectAttributes flash) {
    ReviewItem item = open(run, actor).item();
    if (withdraw) {
      margin.withdraw(item, finding, actor);
    } else {
      margin
          .accept(item, finding, reason, actor)
          .ifPresent(why -> flash.addFlashAttribute("refused", "NO_REASON"));
    }
    return PAGE + run + "#finding-" + finding;
  }

  /** Passes the draft on. */
  @PostMapping("/{run}/delegate")
  String delegate(
      @PathVariable String run,
      @RequestParam String to,
      @RequestParam(defaultValue = "") String note,
      Actor actor,
      RedirectAttributes flash) {
    ReviewItem item = open(run, actor).item();
    List<String> allowed = reviewers.apply(item.definition().review().by());
    margin
        .delegate(item, to, note, actor, allowed)
        .ifPresentOrElse(
            why -> flash.addFlashAttribute("refused", "DELEGATE"),
            () -> flash.addFlashAttribute("delegated", to));
    return PAGE + run + "#decide";
  }

  // --- versions --------------------------------------------------------------------------------

  /** A section of a comparison; HTML. */
  public record Compared(
      String heading, boolean same, String inline, String before, String after) {}

  /** A line of the history; HTML. */
  public record Made(DraftVersion version, String heading, String diff) {}

  /** What was changed, by whom, when. */
  @GetMapping("/{run}/history")
  String history(@PathVariable String run, Actor actor, Model model) {
    Opened opened = open(run, actor);
    model.addAttribute("item", opened.item());
    model.addAttribute("open", opened.item().run().state() == RunState.IN_REVIEW);
    model.addAttribute(
        "versions",
        editing.history(run).reversed().stream()
            .map(
                one ->
                    new Made(
                        one,
                        heading(opened, one.section().id()),
                        ReadingHtml.diff(
                            WordDiff.between(one.before(), one.after()), WordDiff.Kind.SAME)))
            .toList());
    return "review/history";
  }

  /**
   * Two versions, or a version and last month's draft.
   *
   * @param from a version; -1 for the draft of the period before
   * @param to a version; the last one if not given
   */
  @GetMapping("/{run}/compare")
  String compare(
      @PathVariable String run,
      @RequestParam(defaultValue = "0") int from,
      @RequestParam(defaultValue = "-1") int to,
      @RequestParam(defaultValue = "inline") String view,
      Actor actor,
      Model model) {
    Opened opened = open(run, actor);
    int latest = opened.item().work().version();
    int until = to < 0 || to > latest ? latest : to;
    Optional<Opened> earlier = earlier(opened, actor);
    boolean month = from < 0 && earlier.isPresent();
    DraftMaterial before = month ? earlier.get().material() : opened.material();
    WorkingDraft old =
        month ? editing.now(before) : editing.at(before, Math.clamp(from, 0, latest));
    WorkingDraft now = editing.at(opened.material(), until);
    List<Compared> sections = new ArrayList<>();
    for (KeptSection section : now.sections()) {
      String then = old.section(section.id()).map(one -> DraftEditing.text(before, one)).orElse("");
      WordDiff diff = WordDiff.between(then, DraftEditing.text(opened.material(), section));
      sections.add(
          new Compared(
              heading(opened, section.id()),
              diff.isEmpty(),
              ReadingHtml.diff(diff, WordDiff.Kind.SAME),
              ReadingHtml.diff(diff, WordDiff.Kind.ADDED),
              ReadingHtml.diff(diff, WordDiff.Kind.REMOVED)));
    }
    model.addAttribute("item", opened.item());
    model.addAttribute("sections", sections);
    model.addAttribute("versions", editing.history(run));
    model.addAttribute("from", month ? -1 : Math.clamp(from, 0, latest));
    model.addAttribute("to", until);
    model.addAttribute("view", view);
    model.addAttribute("hasEarlier", earlier.isPresent());
    return "review/compare";
  }

  /** The draft of the period before, if the person may see it. */
  private Optional<Opened> earlier(Opened opened, Actor actor) {
    ReportRun run = opened.item().run();
    ReportingPeriod before = run.request().period().previous();
    return runs.of(run.request().report(), before, run.request().scope()).stream()
        .filter(one -> materials.material(one).isPresent())
        .findFirst()
        .flatMap(one -> desk.find(one.id(), actor))
        .map(item -> new Opened(item, materials.material(item.run()).orElseThrow()));
  }

  private static String heading(Opened opened, String section) {
    return opened.material().definition().sections().stream()
        .filter(one -> one.id().equals(section))
        .map(one -> one.heading())
        .findFirst()
        .orElse(section);
  }

  // --- a file that was edited elsewhere --------------------------------------------------------

  /** A change of an uploaded file; the diff is HTML. */
  public record Change(
      String section, String heading, String before, String after, String authors, String diff) {}

  /** Shows what was changed in a Word file; nothing is taken over yet. */
  @PostMapping("/{run}/upload")
  String upload(
      @PathVariable String run,
      @RequestParam MultipartFile file,
      Actor actor,
      Model model,
      RedirectAttributes flash)
      throws IOException {
    Opened opened = open(run, actor);
    Path edited = Files.createTempFile("uploaded", ".docx");
    try {
      file.transferTo(edited);
      Optional<DraftIdentity> identity = DraftIdentity.of(Files.readAllBytes(edited));
      String document = opened.item().definition().name() + "/" + period(opened) + "/" + run;
      Optional<Path> original =
          identity
              .filter(one -> one.documentId().equals(document))
              .map(one -> wordFile(opened, one.version() - 1))
              .filter(Files::isReadable);
      if (original.isEmpty()) {
        flash.addFlashAttribute("refused", "OTHER");
        return PAGE + run + "/history";
      }
      DraftChanges changes = new IsolatedComparison(READING).between(original.get(), edited);
      show(opened, changes, model);
      model.addAttribute("base", identity.get().version() - 1);
      model.addAttribute("file", String.valueOf(file.getOriginalFilename()));
      return "review/upload";
    } catch (RefusedPackageException refused) {
      flash.addFlashAttribute("refused", "FILE");
      return PAGE + run + "/history";
    } finally {
      Files.deleteIfExists(edited);
    }
  }

  private static String period(Opened opened) {
    return opened.item().run().request().period().toString();
  }

  private static Path wordFile(Opened opened, int version) {
    Path any = opened.item().documents().getFirst().file();
    return any.resolveSibling("draft" + (version > 0 ? "-" + version : "") + ".docx");
  }

  private static void show(Opened opened, DraftChanges changes, Model model) {
    model.addAttribute("item", opened.item());
    model.addAttribute(
        "changes",
        changes.paragraphs().stream()
            .map(
                one ->
                    new Change(
                        one.blockId(),
                        heading(opened, one.blockId()),
                        one.before(),
                        one.after(),
                        String.join(", ", one.authors()),
                        ReadingHtml.diff(
                            WordDiff.between(one.before(), one.after()), WordDiff.Kind.SAME)))
            .toList());
    model.addAttribute("numbers", changes.numbers());
    model.addAttribute("comments", changes.comments());
    model.addAttribute("unmatched", changes.unmatched());
  }

  /** Takes over the chosen changes of an uploaded file, each as a version. */
  @PostMapping("/{run}/upload/take")
  String take(
      @PathVariable String run,
      @RequestParam int base,
      @RequestParam String file,
      HttpServletRequest request,
      Actor actor,
      RedirectAttributes flash) {
    DraftMaterial material = open(run, actor).material();
    List<String> sections = values(request, "section");
    List<String> befores = values(request, "before");
    List<String> afters = values(request, "after");
    int taken = 0;
    int left = 0;
    for (String index : values(request, "take")) {
      int at = Integer.parseInt(index);
      EditOutcome outcome =
          editing.upload(
              material,
              new DraftEditing.Uploaded(sections.get(at), befores.get(at), afters.get(at)),
              base,
              file,
              actor);
      taken += outcome instanceof EditOutcome.Saved ? 1 : 0;
      left += outcome instanceof EditOutcome.Saved ? 0 : 1;
    }
    flash.addFlashAttribute("taken", taken);
    flash.addFlashAttribute("left", left);
    return PAGE + run;
  }

  /** As they were sent: a comma in a text does not split it. */
  private static List<String> values(HttpServletRequest request, String name) {
    String[] values = request.getParameterValues(name);
    return values == null ? List.of() : List.of(values);
  }

  // --- the decision ----------------------------------------------------------------------------

  /**
   * Decides on the draft.
   *
   * @param sha256 of the Word file that the person has read
   */
  @PostMapping("/{run}/decide")
  String decide(
      @PathVariable String run,
      @RequestParam String decision,
      @RequestParam String sha256,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean despite,
      Actor actor,
      RedirectAttributes flash) {
    open(run, actor);
    Attempt attempt = new Attempt(run, sha256, actor, "desk", reason.strip());
    ReviewOutcome outcome =
        switch (decision) {
          case "approve" -> desk.approve(attempt, despite);
          case "changes" -> desk.requestChanges(attempt);
          case "reject" -> desk.reject(attempt);
          default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        };
    switch (outcome) {
      case ReviewOutcome.Decided decided ->
          flash.addFlashAttribute("decided", decided.decision().state().name());
      case ReviewOutcome.Refused refused -> {
        flash.addFlashAttribute("refused", refused.because().name());
        flash.addFlashAttribute("typedReason", reason);
      }
    }
    return PAGE + run + "#decide";
  }

  /** A file of the draft's last version, or of the approved draft. */
  @GetMapping("/{run}/files/{name}")
  ResponseEntity<Resource> file(@PathVariable String run, @PathVariable String name, Actor actor)
      throws IOException {
    ReviewItem item = open(run, actor).item();
    RenderedDocument document =
        Stream.concat(item.documents().stream(), desk.approvedFiles(run).stream())
            .filter(one -> one.file().getFileName().toString().equals(name))
            .max(Comparator.comparing(RenderedDocument::kind))
            .filter(one -> Files.isReadable(one.file()))
            .orElseThrow(DraftsController::nothing);
    String shown = item.definition().name() + "-" + item.run().request().period() + "-" + name;
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(shown).build().toString())
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .contentLength(Files.size(document.file()))
        .body(new FileSystemResource(document.file()));
  }
}
