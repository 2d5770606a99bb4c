package dev.rapporteur.review;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.audit.AuditEvent;
import dev.rapporteur.audit.AuditTrail;
import dev.rapporteur.report.RunState;
import dev.rapporteur.review.DraftMarks.Accepted;
import dev.rapporteur.review.DraftMarks.Comment;
import dev.rapporteur.review.DraftMarks.Delegation;
import dev.rapporteur.review.DraftMarks.Resolved;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What people write beside a draft: comments, accepted findings, to whom it is passed on. */
public final class DraftMargin {
  private static final int LONGEST = 4_000;
  private static final Duration PRESENT = Duration.ofMinutes(3);
  private static final Pattern MENTION =
      Pattern.compile("(?<![\\p{L}\\p{N}])@([\\p{L}\\p{N}](?:[\\p{L}\\p{N}._-]*[\\p{L}\\p{N}])?)");

  private final DraftMarks marks;
  private final AuditTrail trail;
  private final Clock clock;

  public DraftMargin(DraftMarks marks, AuditTrail trail, Clock clock) {
    this.marks = marks;
    this.trail = trail;
    this.clock = clock;
  }

  public DraftMarks marks() {
    return marks;
  }

  /**
   * Writes a comment; {@code @name} mentions a person.
   *
   * @param quote the words it is on; empty for the whole paragraph
   * @param answers number of the comment that it answers; 0 if it opens a thread
   * @return why not, if it was refused
   */
  public Optional<String> comment(
      ReviewItem item, String paragraph, String quote, String text, int answers, Actor by) {
    String words = text.strip();
    if (words.isEmpty() || words.length() > LONGEST) {
      return Optional.of("a comment has 1 to " + LONGEST + " characters");
    }
    String run = item.run().id();
    List<Comment> all = marks.comments(run);
    // An answer to an answer belongs to the same thread.
    int thread =
        all.stream()
            .filter(one -> one.number() == answers)
            .map(one -> one.answers() == 0 ? one.number() : one.answers())
            .findFirst()
            .orElse(0);
    marks.add(
        run,
        new Comment(
            0,
            paragraph,
            quote.strip(),
            by.name(),
            now(),
            words,
            thread,
            mentions(words),
            Optional.empty()));
    return Optional.empty();
  }

  /** The people named in a text, each once, in order. */
  static List<String> mentions(String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = MENTION.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1).toLowerCase(Locale.ROOT));
    }
    return List.copyOf(names);
  }

  /** Settles a thread. */
  public void resolve(ReviewItem item, int comment, Actor by) {
    marks.resolve(item.run().id(), comment, Optional.of(new Resolved(by.name(), now())));
  }

  /** Opens a settled thread again. */
  public void reopen(ReviewItem item, int comment) {
    marks.resolve(item.run().id(), comment, Optional.empty());
  }

  /**
   * Takes a finding on oneself.
   *
   * @param finding key of the finding
   * @return why not, if it was refused
   */
  public Optional<String> accept(ReviewItem item, String finding, String reason, Actor by) {
    if (reason.isBlank()) {
      return Optional.of("say why the text may stay as it is");
    }
    if (item.run().state() != RunState.IN_REVIEW) {
      return Optional.of("the draft is no longer in review");
    }
    if (item.findings().stream().noneMatch(one -> ReviewItem.key(one).equals(finding))) {
      return Optional.of("the draft has no such finding any more");
    }
    marks.accept(item.run().id(), new Accepted(finding, by.name(), now(), reason.strip()));
    audit("draft.finding-accepted", item, by, "finding", finding, reason);
    return Optional.empty();
  }

  /** Takes an acceptance back. */
  public void withdraw(ReviewItem item, String finding, Actor by) {
    if (item.run().state() == RunState.IN_REVIEW) {
      marks.withdraw(item.run().id(), finding);
      audit("draft.finding-withdrawn", item, by, "finding", finding, "");
    }
  }

  /**
   * Passes a draft on to another person.
   *
   * @param reviewers who may review the report, by name
   * @return why not, if it was refused
   */
  public Optional<String> delegate(
      ReviewItem item, String to, String note, Actor by, List<String> reviewers) {
    if (item.run().state() != RunState.IN_REVIEW) {
      return Optional.of("the draft is no longer in review");
    }
    if (!reviewers.contains(to)) {
      return Optional.of(
          to.isBlank()
              ? "choose to whom the draft shall go"
              : to + " does not have the role " + item.definition().review().by());
    }
    marks.delegate(item.run().id(), new Delegation(by.name(), to, now(), note.strip()));
    audit("draft.delegated", item, by, "to", to, note);
    return Optional.empty();
  }

  /** With whom a draft is; empty if nobody passed it on. */
  public Optional<String> with(String run) {
    List<Delegation> all = marks.delegations(run);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().to());
  }

  /** Who else has a draft open now. */
  public List<String> others(String run, Actor actor) {
    return marks.visitors(run, now().minus(PRESENT)).stream()
        .filter(person -> !person.equalsIgnoreCase(actor.name()))
        .toList();
  }

  /** Notes that a person has a draft open. */
  public void visit(String run, Actor actor) {
    marks.visit(run, actor.name(), now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private void audit(
      String kind, ReviewItem item, Actor by, String name, String value, String body) {
    ObjectNode facts = JsonNodeFactory.instance.objectNode().put(name, value);
    trail.append(
        new AuditEvent(
            kind,
            by.kind().name().toLowerCase(Locale.ROOT) + ":" + by.name(),
            by.roles().stream().map(Role::name).toList(),
            "desk",
            item.definition().name() + "/" + item.run().request().period(),
            item.run().id(),
            facts,
            body.isBlank()
                ? Optional.empty()
                : Optional.of(JsonNodeFactory.instance.objectNode().put("reason", body))));
  }
}
