package dev.rapporteur.review;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.audit.AuditEvent;
import dev.rapporteur.audit.AuditTrail;
import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Sha256;
import dev.rapporteur.review.DraftVersion.Kind;
import dev.rapporteur.review.DraftVersions.Unsaved;
import dev.rapporteur.review.EditOutcome.Because;
import dev.rapporteur.review.EditOutcome.Overtaken;
import dev.rapporteur.review.EditOutcome.Refused;
import dev.rapporteur.review.EditOutcome.Saved;
import dev.rapporteur.review.EditOutcome.Unchanged;
import dev.rapporteur.writing.SectionDraft;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the text of a draft is changed. Each change is a version of its own and on the audit trail;
 * what two people do to the same paragraph at once is shown to both and never lost.
 */
public final class DraftEditing {
  private static final int LONGEST = 8_000;
  private static final int TRIES = 5;

  private final DraftVersions versions;
  private final DraftMarks marks;
  private final AuditTrail trail;
  private final Clock clock;

  public DraftEditing(DraftVersions versions, DraftMarks marks, AuditTrail trail, Clock clock) {
    this.versions = versions;
    this.marks = marks;
    this.trail = trail;
    this.clock = clock;
  }

  /** The draft as it stands now. */
  public WorkingDraft now(DraftMaterial material) {
    return WorkingDraft.of(material.written(), versions.of(material.run().id()));
  }

  /** The draft as it stood after a version; 0 is as the run wrote it. */
  public WorkingDraft at(DraftMaterial material, int version) {
    return WorkingDraft.of(
        material.written(),
        versions.of(material.run().id()).stream().filter(one -> one.number() <= version).toList());
  }

  /**
   * A paragraph's text as a person reads and edits it.
   *
   * @throws IllegalArgumentException if it does not stand in the section
   */
  public static ReadingText reading(DraftMaterial material, KeptSection section, String paragraph) {
    int index = section.indexOf(paragraph);
    if (index < 0) {
      throw new IllegalArgumentException("no paragraph " + paragraph + " in " + section.id());
    }
    SectionDraft.Paragraph kept = section.text().paragraphs().get(index);
    return ReadingText.of(kept, material.ground(kept));
  }

  /**
   * Holds a text that is being typed against the data, without keeping it.
   *
   * @return empty if the paragraph is not in the draft
   */
  public Optional<GroundedNarrative.Paragraph> check(
      DraftMaterial material, String paragraph, String text) {
    return now(material)
        .sectionOf(paragraph)
        .map(
            section -> {
              SectionDraft.Paragraph kept =
                  section.text().paragraphs().get(section.indexOf(paragraph));
              String source = reading(material, section, paragraph).edited(text);
              return material.ground(
                  new SectionDraft.Paragraph(source, kept.bullet(), kept.citations()));
            });
  }

  /** Keeps what a person is typing until they save it or give it up. */
  public void keepUnsaved(
      DraftMaterial material, String paragraph, int base, String text, Actor by) {
    if (text.length() <= LONGEST && now(material).sectionOf(paragraph).isPresent()) {
      versions.keepUnsaved(
          new Unsaved(material.run().id(), paragraph, by.name(), base, text, instant()));
    }
  }

  /** Forgets what a person has typed and not saved. */
  public void giveUp(DraftMaterial material, String paragraph, Actor by) {
    versions.dropUnsaved(material.run().id(), paragraph, by.name());
  }

  /** What people are typing in a draft. */
  public List<Unsaved> unsaved(String run) {
    return versions.unsaved(run);
  }

  /** The versions of a draft, oldest first. */
  public List<DraftVersion> history(String run) {
    return versions.of(run);
  }

  /**
   * A change of a paragraph's text. An empty text takes the paragraph out, a line break makes two.
   *
   * @param base number of the version that the person had before them
   */
  public record Edit(String paragraph, int base, String text, Actor by) {}

  /** Changes a paragraph. */
  public EditOutcome edit(DraftMaterial material, Edit edit) {
    return edit(material, edit, Kind.EDITED, "");
  }

  private EditOutcome edit(DraftMaterial material, Edit edit, Kind kind, String note) {
    String text = edit.text().strip();
    if (text.length() > LONGEST) {
      return new Refused(
          Because.TOO_LONG, "a paragraph has at most " + LONGEST + " characters; make two of it");
    }
    return change(
        material,
        edit.by(),
        draft -> {
          Optional<KeptSection> found = draft.sectionOf(edit.paragraph());
          Optional<KeptSection> seen = at(material, edit.base()).sectionOf(edit.paragraph());
          if (seen.isEmpty()) {
            return new Stop(unknown("paragraph", edit.paragraph()));
          }
          String before = found.map(now -> reading(now, edit, material)).orElse("");
          if (!before.equals(reading(seen.get(), edit, material))) {
            keepUnsaved(edit, material);
            DraftVersion theirs = lastOn(material, seen.get().id());
            return new Stop(new Overtaken(draft.version(), theirs.by(), before, edit.text()));
          }
          KeptSection section = found.orElseThrow();
          if (before.equals(text)) {
            versions.dropUnsaved(material.run().id(), edit.paragraph(), edit.by().name());
            return new Stop(new Unchanged());
          }
          KeptSection changed = replaced(material, section, edit.paragraph(), text, draft);
          return new Change(kind, edit.paragraph(), before, text, note, changed);
        });
  }

  /** A draft that lost its paragraph to somebody else still keeps the text. */
  private void keepUnsaved(Edit edit, DraftMaterial material) {
    versions.keepUnsaved(
        new Unsaved(
            material.run().id(),
            edit.paragraph(),
            edit.by().name(),
            edit.base(),
            edit.text(),
            instant()));
  }

  private static String reading(KeptSection section, Edit edit, DraftMaterial material) {
    return reading(material, section, edit.paragraph()).text();
  }

  private DraftVersion lastOn(DraftMaterial material, String section) {
    return versions.of(material.run().id()).reversed().stream()
        .filter(version -> version.section().id().equals(section))
        .findFirst()
        .orElseThrow();
  }

  private static KeptSection replaced(
      DraftMaterial material,
      KeptSection section,
      String paragraph,
      String text,
      WorkingDraft draft) {
    int index = section.indexOf(paragraph);
    SectionDraft.Paragraph old = section.text().paragraphs().get(index);
    String source = reading(material, section, paragraph).edited(text);
    List<SectionDraft.Paragraph> paragraphs = new ArrayList<>(section.text().paragraphs());
    List<String> ids = new ArrayList<>(section.ids());
    paragraphs.remove(index);
    ids.remove(index);
    List<String> parts = source.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    for (int i = 0; i < parts.size(); i++) {
      paragraphs.add(
          index + i, new SectionDraft.Paragraph(parts.get(i), old.bullet(), old.citations()));
      ids.add(index + i, i == 0 ? paragraph : newId(section.id(), draft.version() + 1, i));
    }
    return new KeptSection(with(section.text(), paragraphs), ids);
  }

  /**
   * Adds a paragraph behind another one.
   *
   * @param after id of a paragraph; empty for the section's beginning
   */
  public EditOutcome add(
      DraftMaterial material, String section, String after, String text, Actor by) {
    String words = text.strip();
    if (words.length() > LONGEST) {
      return new Refused(
          Because.TOO_LONG, "a paragraph has at most " + LONGEST + " characters; make two of it");
    }
    return change(
        material,
        by,
        draft -> {
          Optional<KeptSection> found = draft.section(section);
          if (found.isEmpty()) {
            return new Stop(unknown("section", section));
          }
          if (words.isEmpty()) {
            return new Stop(new Unchanged());
          }
          KeptSection old = found.get();
          int index = after.isEmpty() ? 0 : old.indexOf(after) + 1;
          List<SectionDraft.Paragraph> paragraphs = new ArrayList<>(old.text().paragraphs());
          List<String> ids = new ArrayList<>(old.ids());
          String id = newId(section, draft.version() + 1, 0);
          paragraphs.add(
              index, new SectionDraft.Paragraph(words.replace("\n", " "), false, List.of()));
          ids.add(index, id);
          KeptSection changed = new KeptSection(with(old.text(), paragraphs), ids);
          return new Change(Kind.EDITED, id, "", words, "", changed);
        });
  }

  /**
   * Lets the run's writer write a section again; all other sections stay byte for byte as they are.
   *
   * @param instruction what the person asks for; may be empty
   */
  public EditOutcome regenerate(
      DraftMaterial material, String section, String instruction, Actor by) {
    Optional<Refused> refused = refusal(material, by, section);
    if (refused.isPresent()) {
      return refused.get();
    }
    WorkingDraft asked = now(material);
    if (asked.section(section).isEmpty()) {
      return unknown("section", section);
    }
    SectionDraft written;
    try {
      written = material.rewrite(asked.narrative(), section, instruction.strip());
    } catch (RapporteurException fault) {
      return new Refused(Because.WRITER, fault.getMessage() + ": " + fault.nextStep());
    }
    return change(
        material,
        by,
        draft -> {
          KeptSection old = draft.section(section).orElseThrow();
          if (!old.equals(asked.section(section).orElseThrow())) {
            DraftVersion theirs = lastOn(material, section);
            return new Stop(
                new Overtaken(
                    draft.version(), theirs.by(), text(material, old), text(material, written)));
          }
          if (old.text().equals(written)) {
            return new Stop(new Unchanged());
          }
          List<String> ids = new ArrayList<>();
          for (int i = 0; i < written.paragraphs().size(); i++) {
            ids.add(newId(section, draft.version() + 1, i));
          }
          KeptSection changed = new KeptSection(written, ids);
          return new Change(
              Kind.REGENERATED,
              "",
              text(material, old),
              text(material, written),
              instruction,
              changed);
        });
  }

  /** Brings a section back to what it was before a version. */
  public EditOutcome undo(DraftMaterial material, int version, Actor by) {
    Optional<DraftVersion> undone =
        versions.of(material.run().id()).stream()
            .filter(one -> one.number() == version)
            .findFirst();
    if (undone.isEmpty()) {
      return unknown("version", Integer.toString(version));
    }
    return restore(material, undone.get().section().id(), version - 1, by);
  }

  /** Brings a section back to what it was after a version; 0 is as the run wrote it. */
  public EditOutcome restore(DraftMaterial material, String section, int version, Actor by) {
    return change(
        material,
        by,
        draft -> {
          Optional<KeptSection> now = draft.section(section);
          if (now.isEmpty()) {
            return new Stop(unknown("section", section));
          }
          KeptSection then = at(material, version).section(section).orElseThrow();
          if (then.equals(now.get())) {
            return new Stop(new Unchanged());
          }
          return new Change(
              Kind.UNDONE,
              "",
              text(material, now.get()),
              text(material, then),
              Integer.toString(version),
              then);
        });
  }

  /**
   * A change that was made in a Word file.
   *
   * @param before the paragraph as the file's draft had it; empty if it is new
   * @param after as the file has it; empty if it was taken out
   */
  public record Uploaded(String section, String before, String after) {}

  /**
   * Takes over one change of an uploaded file.
   *
   * @param base number of the version that the file was made from
   * @param file the file's name
   */
  public EditOutcome upload(
      DraftMaterial material, Uploaded change, int base, String file, Actor by) {
    Optional<KeptSection> seen = at(material, base).section(change.section());
    if (seen.isEmpty()) {
      return unknown("section", change.section());
    }
    if (change.before().isBlank()) {
      String last = seen.get().ids().isEmpty() ? "" : seen.get().ids().getLast();
      return add(material, change.section(), last, change.after(), by);
    }
    for (String paragraph : seen.get().ids()) {
      ReadingText reading = reading(material, seen.get(), paragraph);
      if (plain(reading.text()).equals(plain(change.before()))) {
        String text = marked(reading.text(), change.before(), change.after());
        return edit(material, new Edit(paragraph, base, text, by), Kind.UPLOADED, file);
      }
    }
    return unknown("paragraph", change.before());
  }

  /** Word shows a citation's number where the kept text has its label. */
  private static String plain(String text) {
    return text.replaceAll("\\s*\\[(?:p?\\d{1,3})]", "").strip();
  }

  /** The labels of citations, put back where the words before them are unchanged. */
  private static String marked(String reading, String before, String after) {
    String text = plain(after);
    if (text.isEmpty()) {
      return "";
    }
    StringBuilder marked = new StringBuilder();
    java.util.regex.Matcher label =
        java.util.regex.Pattern.compile("\\s*\\[p\\d{1,3}]").matcher(reading);
    int from = 0;
    String left = text;
    while (label.find()) {
      String words = reading.substring(from, label.start());
      String tail = words.substring(Math.max(0, words.length() - 12));
      int at = left.indexOf(tail);
      if (at >= 0) {
        marked.append(left, 0, at + tail.length()).append(label.group());
        left = left.substring(at + tail.length());
      }
      from = label.end();
    }
    return marked.append(left).toString();
  }

  /** Locks a section, or says why not. */
  public Optional<Refused> lock(DraftMaterial material, String section, Actor by) {
    Optional<Refused> refused = refusal(material, by, section);
    if (refused.isEmpty()) {
      marks.lock(material.run().id(), new DraftMarks.Lock(section, by.name(), instant()));
      trail.append(event("draft.locked", material, by, facts().put("section", section), ""));
    }
    return refused;
  }

  /** Opens a section again. */
  public Optional<Refused> unlock(DraftMaterial material, String section, Actor by) {
    Optional<Refused> refused = refusal(material, by);
    if (refused.isEmpty()) {
      marks.unlock(material.run().id(), section);
      trail.append(event("draft.unlocked", material, by, facts().put("section", section), ""));
    }
    return refused;
  }

  // --- one change ------------------------------------------------------------------------------

  private sealed interface Step {}

  private record Stop(EditOutcome outcome) implements Step {}

  private record Change(
      Kind kind, String paragraph, String before, String after, String note, KeptSection section)
      implements Step {}

  /** Makes a change on the draft as it is; who comes second makes it on what the first one left. */
  private EditOutcome change(
      DraftMaterial material, Actor by, Function<WorkingDraft, Step> changing) {
    Optional<Refused> refused = refusal(material, by);
    if (refused.isPresent()) {
      return refused.get();
    }
    for (int i = 0; i < TRIES; i++) {
      WorkingDraft draft = now(material);
      switch (changing.apply(draft)) {
        case Stop stop -> {
          return stop.outcome();
        }
        case Change change -> {
          Optional<Refused> locked = refusal(material, by, change.section().id());
          if (locked.isPresent()) {
            return locked.get();
          }
          DraftVersion version = version(material, draft.version() + 1, change, by);
          if (versions.add(version)) {
            trail.append(event("draft.edited", material, by, facts(version), change.after()));
            versions.dropUnsaved(material.run().id(), change.paragraph(), by.name());
            return new Saved(version);
          }
        }
      }
    }
    return new Refused(
        Because.STATE, "the draft is no longer in review, or too many people change it at once");
  }

  private DraftVersion version(DraftMaterial material, int number, Change change, Actor by) {
    return new DraftVersion(
        material.run().id(),
        number,
        instant(),
        by.name(),
        change.kind(),
        change.paragraph(),
        change.before(),
        change.after(),
        change.note(),
        change.section());
  }

  private static Optional<Refused> refusal(DraftMaterial material, Actor by) {
    Role role = material.definition().review().by();
    if (by.kind() != Actor.Kind.PERSON || !by.roles().contains(role)) {
      return Optional.of(
          new Refused(Because.ROLE, "the report is reviewed by people with the role " + role));
    }
    if (material.run().state() != RunState.IN_REVIEW) {
      return Optional.of(
          new Refused(
              Because.STATE,
              "the draft is "
                  + material.run().state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                  + " and can no longer be changed"));
    }
    return Optional.empty();
  }

  private Optional<Refused> refusal(DraftMaterial material, Actor by, String section) {
    return refusal(material, by)
        .or(
            () ->
                marks.locks(material.run().id()).stream()
                    .filter(lock -> lock.section().equals(section))
                    .findFirst()
                    .map(
                        lock ->
                            new Refused(
                                Because.LOCKED,
                                lock.by() + " has locked the section; unlock it to change it")));
  }

  private static Refused unknown(String what, String id) {
    return new Refused(Because.UNKNOWN, "there is no " + what + " '" + id + "' in the draft");
  }

  // --- shared ----------------------------------------------------------------------------------

  /** The text of a section as a person reads it, a line for each paragraph. */
  public static String text(DraftMaterial material, KeptSection section) {
    return text(material, section.text());
  }

  private static String text(DraftMaterial material, SectionDraft section) {
    return section.paragraphs().stream()
        .map(paragraph -> ReadingText.of(paragraph, material.ground(paragraph)).text())
        .collect(java.util.stream.Collectors.joining("\n"));
  }

  private static SectionDraft with(SectionDraft section, List<SectionDraft.Paragraph> paragraphs) {
    return new SectionDraft(section.section(), paragraphs, section.writer(), section.remark());
  }

  private static String newId(String section, int version, int index) {
    return section + "-v" + version + "-" + (index + 1);
  }

  /** As the database keeps it. */
  private Instant instant() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static ObjectNode facts() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode facts(DraftVersion version) {
    return facts()
        .put("version", version.number())
        .put("change", version.kind().name())
        .put("section", version.section().id())
        .put("paragraph", version.paragraph())
        .put("beforeSha256", Sha256.of(version.before()))
        .put("afterSha256", Sha256.of(version.after()));
  }

  private static AuditEvent event(
      String kind, DraftMaterial material, Actor by, ObjectNode facts, String body) {
    return new AuditEvent(
        kind,
        by.kind().name().toLowerCase(Locale.ROOT) + ":" + by.name(),
        by.roles().stream().map(Role::name).toList(),
        "desk",
        material.definition().name() + "/" + material.run().request().period(),
        material.run().id(),
        facts,
        body.isEmpty()
            ? Optional.empty()
            : Optional.of(JsonNodeFactory.instance.objectNode().put("text", body)));
  }
}
