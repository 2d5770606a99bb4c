package dev.rapporteur.desk;

import dev.rapporteur.access.Actor;
import dev.rapporteur.function.Confirmations;
import dev.rapporteur.function.FunctionGate;
import dev.rapporteur.function.FunctionRegistry;
import dev.rapporteur.function.Outcome;
import dev.rapporteur.function.PendingCall;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.RapporteurException;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sensitive calls that wait for a second person. */
@Controller
final class ConfirmationsController {
  private final Confirmations confirmations;
  private final FunctionRegistry registry;
  private final FunctionGate gate;
  private final Clock clock;

  ConfirmationsController(
      Confirmations confirmations, OpenWorkspace.Functions functions, Clock clock) {
    this.confirmations = confirmations;
    this.registry = functions.registry();
    this.gate = functions.gate();
    this.clock = clock;
  }

  /**
   * A call as the page shows it.
   *
   * @param mayConfirm whether this person can be the second one
   */
  record Waiting(PendingCall call, boolean mayConfirm) {}

  @GetMapping("/desk/confirmations")
  String list(Actor actor, Model model) {
    List<Waiting> waiting =
        confirmations.pending(clock.instant()).stream()
            .filter(call -> isApprover(actor, call) || isRequester(actor, call))
            .map(call -> new Waiting(call, isApprover(actor, call) && !isRequester(actor, call)))
            .toList();
    model.addAttribute("waiting", waiting);
    return "desk/confirmations";
  }

  /**
   * @param shown hash of the arguments that the page showed
   */
  @PostMapping("/desk/confirmations/{id}/confirm")
  String confirm(
      @PathVariable String id, @RequestParam String shown, Actor actor, RedirectAttributes next) {
    PendingCall call = required(id, actor);
    try {
      switch (gate.confirm(id, shown, actor)) {
        case Outcome.Answered answered -> {
          next.addFlashAttribute("said", "confirmation.done");
          next.addFlashAttribute("what", call.function());
          next.addFlashAttribute("answer", answered.call());
        }
        case Outcome.Refused refused -> next.addFlashAttribute("refused", refused.message());
        case Outcome.Parked parked ->
            throw new IllegalStateException("a confirmed call is not parked again");
      }
    } catch (RapporteurException fault) {
      next.addFlashAttribute("refused", fault.getMessage());
    }
    return "redirect:/desk/confirmations";
  }

  @PostMapping("/desk/confirmations/{id}/reject")
  String reject(@PathVariable String id, Actor actor, RedirectAttributes next) {
    PendingCall call = required(id, actor);
    next.addFlashAttribute(
        "said", gate.reject(id, actor).isEmpty() ? "confirmation.rejected" : "confirmation.late");
    next.addFlashAttribute("what", call.function());
    return "redirect:/desk/confirmations";
  }

  private boolean isApprover(Actor actor, PendingCall call) {
    return registry
        .find(call.function())
        .filter(function -> actor.hasAnyOf(function.approvers()))
        .isPresent();
  }

  private static boolean isRequester(Actor actor, PendingCall call) {
    return call.requester().name().equalsIgnoreCase(actor.name());
  }

  private PendingCall required(String id, Actor actor) {
    return confirmations
        .find(id)
        .filter(call -> isApprover(actor, call) || isRequester(actor, call))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
