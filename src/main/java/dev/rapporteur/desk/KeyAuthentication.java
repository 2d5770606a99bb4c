package dev.rapporteur.desk;

import dev.rapporteur.access.KeyRing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets programs in by {@code Authorization: Bearer rk_...}; scopes are authorities. */
final class KeyAuthentication extends OncePerRequestFilter {
  private static final String BEARER = "Bearer ";

  private final KeyRing keys;

  KeyAuthentication(KeyRing keys) {
    this.keys = keys;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional.ofNullable(request.getHeader("Authorization"))
        .filter(header -> header.startsWith(BEARER))
        .flatMap(header -> keys.holder(header.substring(BEARER.length()).strip()))
        .ifPresent(KeyAuthentication::letIn);
    chain.doFilter(request, response);
  }

  private static void letIn(KeyRing.Holder holder) {
    List<GrantedAuthority> scopes =
        holder.key().scopes().stream()
            .<GrantedAuthority>map(scope -> new SimpleGrantedAuthority(scope.name()))
            .toList();
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(holder, null, scopes));
    SecurityContextHolder.setContext(context);
  }

  /** The holder of the key with which the request came in. */
  static Optional<KeyRing.Holder> holder() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof KeyRing.Holder holder
        ? Optional.of(holder)
        : Optional.empty();
  }
}
