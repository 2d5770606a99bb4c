package dev.rapporteur.desk;

import dev.rapporteur.access.StandardRoles;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame around every page shows: who is signed in, where they can go. */
@ControllerAdvice
final class DeskFrame {
  /** In the order of the frame; a place is added here when its page is. */
  private static final List<Place> PLACES =
      List.of(
          new Place("drafts", "/desk/drafts", ""),
          new Place("runs", "/desk/runs", ""),
          new Place("reports", "/desk/reports", ""),
          new Place("functions", "/desk/functions", ""),
          new Place("confirmations", "/desk/confirmations", ""),
          new Place("assistant", "/desk/assistant", ""),
          new Place("keys", "/desk/keys", ""),
          new Place("audit", "/desk/audit", StandardRoles.AUDITOR.name()),
          new Place("users", "/desk/users", StandardRoles.ADMINISTRATOR.name()));

  private static final DeskText TEXT = new DeskText();

  /**
   * @param name of the place; its label and sentence are the messages {@code place.NAME} and {@code
   *     place.NAME.what}
   * @param path where it is
   * @param role who may go there; everybody if empty
   */
  record Place(String name, String path, String role) {}

  /**
   * @param person who is signed in, if somebody is
   * @param places where they can go
   * @param path the page's own address
   */
  record Frame(@Nullable SignedInPerson person, List<Place> places, String path) {}

  /** How pages write times. */
  @ModelAttribute("text")
  DeskText text() {
    return TEXT;
  }

  @ModelAttribute("frame")
  Frame frame(HttpServletRequest request) {
    SignedInPerson person = SessionGuard.person().orElse(null);
    List<Place> places =
        person == null || person.mustChangePassword()
            ? List.of()
            : PLACES.stream()
                .filter(place -> place.role().isEmpty() || person.roles().contains(place.role()))
                .toList();
    return new Frame(person, places, request.getRequestURI());
  }
}
