package dev.rapporteur.desk;

import dev.rapporteur.access.SignIn;
import java.time.Clock;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Sign-in by name and password; every refusal looks the same from outside. */
final class AccountAuthentication implements AuthenticationProvider {
  private final SignIn signIn;
  private final AccessTrail trail;
  private final Clock clock;

  AccountAuthentication(SignIn signIn, AccessTrail trail, Clock clock) {
    this.signIn = signIn;
    this.trail = trail;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String password = String.valueOf(attempt.getCredentials());
    return switch (signIn.attempt(attempt.getName(), password)) {
      case SignIn.Refused refused -> {
        trail.refused(attempt.getName(), refused.why().name());
        throw new BadCredentialsException("not let in");
      }
      case SignIn.Welcome welcome -> {
        SignedInPerson person =
            SignedInPerson.of(welcome.account(), clock.instant(), welcome.mustChange());
        trail.did("signed-in", person.actor(), person.name());
        yield UsernamePasswordAuthenticationToken.authenticated(
            person, null, authorities(person.roles()));
      }
    };
  }

  /** Roles are authorities as they are named. */
  static List<GrantedAuthority> authorities(List<String> roles) {
    return roles.stream().<GrantedAuthority>map(SimpleGrantedAuthority::new).toList();
  }

  @Override
  public boolean supports(Class<?> kind) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
  }
}
