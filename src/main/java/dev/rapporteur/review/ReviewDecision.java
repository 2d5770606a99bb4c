package dev.rapporteur.review;

import dev.rapporteur.access.Actor;
import dev.rapporteur.report.RunState;
import java.time.Instant;

/** What a person decided on a draft. It is bound to the exact file that the person had. */
public sealed interface ReviewDecision {
  /** Who decided. */
  Actor by();

  Instant at();

  /** SHA-256 of the {@code draft.docx} that was decided on, lower-case hexadecimal. */
  String draftSha256();

  /** Why, in the person's words; may be empty where an approval needs no reason. */
  String reason();

  /** The state that the decision brings the run to. */
  default RunState state() {
    return switch (this) {
      case Approved ignored -> RunState.APPROVED;
      case ChangesRequested ignored -> RunState.CHANGES_REQUESTED;
      case Rejected ignored -> RunState.REJECTED;
    };
  }

  /**
   * The draft may leave the house.
   *
   * @param despiteContradictions whether the person knew that the data contradict claims of the
   *     draft, and approved it nevertheless; a reason must then be given
   */
  record Approved(
      Actor by, Instant at, String draftSha256, String reason, boolean despiteContradictions)
      implements ReviewDecision {
    public Approved {
      if (despiteContradictions) {
        requireReason(reason);
      }
    }
  }

  /** Another draft is wanted. */
  record ChangesRequested(Actor by, Instant at, String draftSha256, String reason)
      implements ReviewDecision {
    public ChangesRequested {
      requireReason(reason);
    }
  }

  /** The report shall not appear. */
  record Rejected(Actor by, Instant at, String draftSha256, String reason)
      implements ReviewDecision {
    public Rejected {
      requireReason(reason);
    }
  }

  private static void requireReason(String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a decision other than a plain approval has a reason");
    }
  }
}
