package dev.rapporteur.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets who shows the key of operation act as {@value #AUTHORITY} for one request. */
final class OperationKeyFilter extends OncePerRequestFilter {
  static final String AUTHORITY = "ROLE_OPERATION";
  private static final String BEARER = "Bearer ";

  private final @Nullable String key;

  OperationKeyFilter(@Nullable String key) {
    this.key = key;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (key != null && shown != null && shown.startsWith(BEARER) && isKey(shown, key)) {
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(
          UsernamePasswordAuthenticationToken.authenticated(
              "operation", "", AuthorityUtils.createAuthorityList(AUTHORITY)));
      SecurityContextHolder.setContext(context);
    }
    chain.doFilter(request, response);
  }

  /** In the same time wherever the two differ. */
  private static boolean isKey(String shown, String key) {
    return MessageDigest.isEqual(
        shown.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8),
        key.getBytes(StandardCharsets.UTF_8));
  }
}
