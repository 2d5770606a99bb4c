package dev.rapporteur.desk;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.ApiKey.Scope;
import dev.rapporteur.access.ApiKeys;
import dev.rapporteur.access.KeyRing;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A person's keys for programs. */
@Controller
final class KeysController {
  private final ApiKeys keys;
  private final KeyRing ring;
  private final AccessTrail trail;
  private final Clock clock;

  KeysController(ApiKeys keys, KeyRing ring, AccessTrail trail, Clock clock) {
    this.keys = keys;
    this.ring = ring;
    this.trail = trail;
    this.clock = clock;
  }

  @GetMapping("/desk/keys")
  String list(Actor actor, Model model) {
    model.addAttribute("keys", keys.of(actor.name()));
    model.addAttribute("now", clock.instant());
    model.addAttribute("scopes", Scope.values());
    return "desk/keys";
  }

  /** Makes a key and shows its secret, once. */
  @PostMapping("/desk/keys")
  String make(
      @RequestParam String label,
      @RequestParam(defaultValue = "") List<Scope> scope,
      @RequestParam(defaultValue = "90") int days,
      Actor actor,
      Model model) {
    if (label.isBlank() || label.length() > 100 || scope.isEmpty()) {
      model.addAttribute("problem", "key.incomplete");
      return list(actor, model);
    }
    int good = Math.clamp(days, 1, KeyRing.LONGEST_DAYS);
    KeyRing.Made made = ring.make(actor.name(), label, new TreeSet<>(scope), good);
    trail.did("key-made", actor, made.key().id());
    model.addAttribute("secret", made.secret());
    return list(actor, model);
  }

  @PostMapping("/desk/keys/{id}/revoke")
  String revoke(@PathVariable String id, Actor actor, RedirectAttributes next) {
    if (!keys.revoke(id, actor.name())) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    trail.did("key-revoked", actor, id);
    next.addFlashAttribute("said", "key.revoked");
    return "redirect:/desk/keys";
  }
}
