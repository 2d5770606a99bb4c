package dev.rapporteur.desk;

import dev.rapporteur.access.Account;
import dev.rapporteur.access.Accounts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends sessions whose account was changed since, and those that are too old; and lets nobody pass
 * who still has to choose a password.
 */
final class SessionGuard extends OncePerRequestFilter {
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final Set<String> WITH_ONE_TIME_PASSWORD =
      Set.of(DeskPaths.PASSWORD, DeskPaths.SIGN_OUT);

  private final Accounts accounts;
  private final Clock clock;

  SessionGuard(Accounts accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<SignedInPerson> person = person();
    if (person.isPresent() && !isGood(person.get())) {
      SecurityContextHolder.clearContext();
      Optional.ofNullable(request.getSession(false)).ifPresent(session -> session.invalidate());
    } else if (person.filter(SignedInPerson::mustChangePassword).isPresent()
        && !WITH_ONE_TIME_PASSWORD.contains(request.getServletPath())
        && !DeskPaths.isAsset(request.getServletPath())) {
      response.sendRedirect(request.getContextPath() + DeskPaths.PASSWORD);
      return;
    }
    chain.doFilter(request, response);
  }

  static Optional<SignedInPerson> person() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof SignedInPerson person
        ? Optional.of(person)
        : Optional.empty();
  }

  private boolean isGood(SignedInPerson person) {
    return person.since().plus(LONGEST).isAfter(clock.instant())
        && accounts
            .find(person.name())
            .filter(Account::enabled)
            .filter(account -> account.generation() == person.generation())
            .isPresent();
  }
}
