package dev.rapporteur.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people put on a draft beside its text: locks, comments, accepted findings, delegations. */
public interface DraftMarks {

  /** A section that nobody may change until it is unlocked. */
  record Lock(String section, String by, Instant at) {}

  /** Locks a section; false if it is locked already. */
  boolean lock(String run, Lock lock);

  void unlock(String run, String section);

  List<Lock> locks(String run);

  /**
   * A remark on a paragraph, on words of it, or an answer to one.
   *
   * @param number from 1 within the draft
   * @param paragraph id of the paragraph; it may be gone by now
   * @param quote the words it is on; empty for the whole paragraph
   * @param answers number of the comment that it answers; 0 if it opens a thread
   * @param mentions the people named in it with {@code @}
   * @param resolved when somebody settled it; threads are settled as a whole
   */
  record Comment(
      int number,
      String paragraph,
      String quote,
      String author,
      Instant at,
      String text,
      int answers,
      List<String> mentions,
      Optional<Resolved> resolved) {
    public Comment {
      mentions = List.copyOf(mentions);
    }
  }

  /** That a thread was settled. */
  record Resolved(String by, Instant at) {}

  /** Adds a comment; its number is given here. */
  Comment add(String run, Comment comment);

  /** Settles a thread or opens it again. */
  void resolve(String run, int comment, Optional<Resolved> resolved);

  /** All comments of a draft, oldest first. */
  List<Comment> comments(String run);

  /**
   * A finding that a person takes on themselves.
   *
   * @param finding {@link ReviewItem#key} of it
   */
  record Accepted(String finding, String by, Instant at, String reason) {}

  /** Keeps the latest word on a finding. */
  void accept(String run, Accepted accepted);

  void withdraw(String run, String finding);

  List<Accepted> accepted(String run);

  /** That the draft was passed on. */
  record Delegation(String by, String to, Instant at, String note) {}

  void delegate(String run, Delegation delegation);

  /** Oldest first; the last one says with whom the draft is. */
  List<Delegation> delegations(String run);

  /** Notes that a person has the draft open. */
  void visit(String run, String person, Instant at);

  /** Who had the draft open since a time, by name. */
  List<String> visitors(String run, Instant since);

  /** A kind of reminder. */
  enum Reminder {
    /** The decision is due on the next day. */
    DUE_SOON,
    /** The day has passed. */
    OVERDUE
  }

  /** Notes that a reminder was given; false if it had been. */
  boolean remind(String run, Reminder reminder, Instant at);

  /** The reminders that were given for a draft. */
  List<Reminder> reminders(String run);
}
