package dev.rapporteur.access;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The roles that the product itself knows. All others are named by functions, documents and
 * reports, and say which figures and drafts a person may see; none of these three does.
 */
public final class StandardRoles {
  /** Keeps users, their roles and API keys. */
  public static final Role ADMINISTRATOR = new Role("administrator");

  /** Keeps runs and schedules going: starts, retries, cancels, pauses, makes up what was missed. */
  public static final Role OPERATOR = new Role("operator");

  /** Reads, verifies and exports the audit trail. */
  public static final Role AUDITOR = new Role("auditor");

  /** All three. */
  public static final SortedSet<Role> ALL =
      Collections.unmodifiableSortedSet(new TreeSet<>(List.of(ADMINISTRATOR, OPERATOR, AUDITOR)));

  private StandardRoles() {}
}
