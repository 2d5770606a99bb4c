package dev.rapporteur.desk;

import dev.rapporteur.access.Account;
import dev.rapporteur.access.Accounts;
import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.access.SignIn;
import dev.rapporteur.access.StandardRoles;
import java.time.Clock;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Users and their roles, for administrators. */
@Controller
final class UsersController {
  private final Accounts accounts;
  private final SignIn signIn;
  private final KnownRoles known;
  private final AccessTrail trail;
  private final Clock clock;

  UsersController(
      Accounts accounts, SignIn signIn, KnownRoles known, AccessTrail trail, Clock clock) {
    this.accounts = accounts;
    this.signIn = signIn;
    this.known = known;
    this.trail = trail;
    this.clock = clock;
  }

  @GetMapping("/desk/users")
  String list(Model model) {
    model.addAttribute("users", accounts.all());
    model.addAttribute("roles", known.all());
    return "desk/users";
  }

  @PostMapping("/desk/users")
  String add(
      @RequestParam String user,
      @RequestParam(defaultValue = "") String displayName,
      @RequestParam(defaultValue = "") String mail,
      @RequestParam(defaultValue = "") List<String> role,
      Actor actor,
      RedirectAttributes next) {
    String name = Account.canonical(user);
    if (!Account.NAME.matcher(name).matches()) {
      next.addFlashAttribute("problem", "user.wrong-name");
      return "redirect:/desk/users";
    }
    Account account =
        Account.of(name, displayName, mail, roles(role), Account.Origin.DESK, clock.instant());
    if (!accounts.add(account)) {
      next.addFlashAttribute("problem", "user.taken");
      return "redirect:/desk/users";
    }
    trail.changed("user-added", actor, account);
    return "redirect:/desk/users/" + name;
  }

  @GetMapping("/desk/users/{name}")
  String show(@PathVariable String name, Model model) {
    Account account = required(name);
    SortedSet<Role> roles = known.all();
    roles.addAll(account.roles());
    model.addAttribute("account", account);
    model.addAttribute("roles", roles);
    model.addAttribute("hasPassword", accounts.password(name).isPresent());
    return "desk/user";
  }

  @PostMapping("/desk/users/{name}")
  String change(
      @PathVariable String name,
      @RequestParam(defaultValue = "") String displayName,
      @RequestParam(defaultValue = "") String mail,
      @RequestParam(defaultValue = "") List<String> role,
      @RequestParam(defaultValue = "false") boolean enabled,
      Actor actor,
      RedirectAttributes next) {
    Account account = required(name);
    SortedSet<Role> wanted =
        account.origin() == Account.Origin.DESK ? roles(role) : account.roles();
    Account changed = account.with(displayName, mail, wanted, enabled);
    if (isLastAdministrator(account) && !isAdministrator(changed)) {
      next.addFlashAttribute("problem", "user.last");
    } else {
      trail.changed("user-changed", actor, changed);
      accounts.change(changed);
      next.addFlashAttribute("said", "user.changed");
    }
    return "redirect:/desk/users/" + name;
  }

  /** Shows a new one-time password, once. */
  @PostMapping("/desk/users/{name}/password")
  String oneTimePassword(@PathVariable String name, Actor actor, Model model) {
    Account account = required(name);
    trail.changed("one-time-password", actor, account);
    model.addAttribute("oneTime", signIn.giveOneTimePassword(name));
    return show(name, model);
  }

  private boolean isLastAdministrator(Account account) {
    return isAdministrator(account)
        && accounts.all().stream().filter(UsersController::isAdministrator).count() == 1;
  }

  private static boolean isAdministrator(Account account) {
    return account.enabled() && account.roles().contains(StandardRoles.ADMINISTRATOR);
  }

  private SortedSet<Role> roles(List<String> names) {
    try {
      return names.stream()
          .flatMap(text -> Stream.of(text.split("[,\\s]+")))
          .filter(text -> !text.isEmpty())
          .map(Role::new)
          .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    } catch (IllegalArgumentException wrong) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
  }

  private Account required(String name) {
    return accounts.find(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
