package dev.rapporteur.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Sends whoever is not signed in to the door; a part of a page makes the whole page go there. */
final class ToSignIn implements AuthenticationEntryPoint {

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    String door = request.getContextPath() + DeskPaths.SIGN_IN;
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", door);
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      response.sendRedirect(door);
    }
  }
}
