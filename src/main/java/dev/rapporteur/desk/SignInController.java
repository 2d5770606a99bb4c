package dev.rapporteur.desk;

import dev.rapporteur.access.Account;
import dev.rapporteur.access.Accounts;
import dev.rapporteur.access.Actor;
import dev.rapporteur.access.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The door, and the password. */
@Controller
final class SignInController {
  private final SignIn signIn;
  private final Accounts accounts;
  private final AccessTrail trail;
  private final Clock clock;

  SignInController(SignIn signIn, Accounts accounts, AccessTrail trail, Clock clock) {
    this.signIn = signIn;
    this.accounts = accounts;
    this.trail = trail;
    this.clock = clock;
  }

  @GetMapping(DeskPaths.SIGN_IN)
  String door() {
    return SessionGuard.person().isPresent() ? "redirect:" + DeskPaths.HOME : "desk/sign-in";
  }

  @GetMapping(DeskPaths.PASSWORD)
  String password(Actor actor) {
    return "desk/password";
  }

  @PostMapping(DeskPaths.PASSWORD)
  String change(
      @RequestParam String current,
      @RequestParam String wanted,
      @RequestParam String again,
      Actor actor,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<String> problem =
        wanted.equals(again)
            ? signIn.change(actor.name(), current, wanted).map(Enum::name)
            : Optional.of("NOT_THE_SAME");
    if (problem.isPresent()) {
      model.addAttribute("problem", problem.get());
      return "desk/password";
    }
    trail.did("password-changed", actor, actor.name());
    goOn(accounts.find(actor.name()).orElseThrow(), request, response);
    return "redirect:" + DeskPaths.HOME;
  }

  /** This session goes on under a new id; all others of the person are over. */
  private void goOn(Account account, HttpServletRequest request, HttpServletResponse response) {
    SignedInPerson person = SignedInPerson.of(account, clock.instant(), false);
    Authentication authentication =
        UsernamePasswordAuthenticationToken.authenticated(
            person, null, AccountAuthentication.authorities(person.roles()));
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(authentication);
    SecurityContextHolder.setContext(context);
    request.changeSessionId();
    new HttpSessionSecurityContextRepository().saveContext(context, request, response);
  }

  @GetMapping("/")
  String entrance() {
    return "redirect:" + DeskPaths.HOME;
  }

  @GetMapping(DeskPaths.HOME)
  String home(Actor actor) {
    return "desk/home";
  }
}
