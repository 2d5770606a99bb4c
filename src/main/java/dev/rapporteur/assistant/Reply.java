package dev.rapporteur.assistant;

import dev.rapporteur.function.PendingCall;
import dev.rapporteur.grounding.Finding;
import dev.rapporteur.knowledge.RetrievedPassage;
import java.util.List;

/**
 * What the assistant says, and what it rests on.
 *
 * @param answer for the person
 * @param calls all that the model asked for, in its order
 * @param passages that the model was given; the first one is cited as {@code [p1]}
 * @param findings each claim of the answer that data can confirm or deny, with its verdict
 * @param context what each layer took of the context
 */
public record Reply(
    String answer,
    List<AskedCall> calls,
    List<RetrievedPassage> passages,
    List<Finding> findings,
    List<ContextLayer> context) {
  public Reply {
    calls = List.copyOf(calls);
    passages = List.copyOf(passages);
    findings = List.copyOf(findings);
    context = List.copyOf(context);
  }

  /** What waits for a second person. */
  public List<PendingCall> pending() {
    return calls.stream()
        .filter(AskedCall.Parked.class::isInstance)
        .map(call -> ((AskedCall.Parked) call).confirmation())
        .toList();
  }

  /** The claims that the data contradict or do not speak of. */
  public List<Finding> flagged() {
    return findings.stream().filter(Finding::flagged).toList();
  }

  /** What happened, in a line for each call; what a running summary keeps of the turn. */
  public List<String> events() {
    return calls.stream().map(Reply::line).toList();
  }

  private static String line(AskedCall asked) {
    String what = (asked.function() + " " + asked.arguments()).strip();
    return switch (asked) {
      case AskedCall.Answered answered -> "called " + what + ": " + rows(answered);
      case AskedCall.Parked parked -> "asked for " + what + ": waits for a second person";
      case AskedCall.Refused refused -> "refused " + what + ": " + refused.reason();
      case AskedCall.Failed failed -> "failed " + what + ": " + failed.reason();
    };
  }

  private static String rows(AskedCall.Answered answered) {
    int rows = answered.call().rowCount();
    return rows == 1 ? "1 row" : rows + " rows";
  }
}
