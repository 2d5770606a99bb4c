package dev.rapporteur.desk;

import dev.rapporteur.access.Role;
import dev.rapporteur.access.StandardRoles;
import dev.rapporteur.function.FunctionRegistry;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.ReportCatalog;
import dev.rapporteur.report.ReportDefinition;
import java.util.SortedSet;
import java.util.TreeSet;

/** The roles that functions and reports name, and the product's own. */
final class KnownRoles {
  private final FunctionRegistry registry;
  private final ReportCatalog catalog;

  KnownRoles(FunctionRegistry registry, ReportCatalog catalog) {
    this.registry = registry;
    this.catalog = catalog;
  }

  SortedSet<Role> all() {
    SortedSet<Role> roles = new TreeSet<>(StandardRoles.ALL);
    registry
        .functions()
        .forEach(
            function -> {
              roles.addAll(function.roles());
              roles.addAll(function.approvers());
            });
    for (String name : catalog.names()) {
      try {
        ReportDefinition report = catalog.report(name);
        roles.addAll(report.roles());
        roles.add(report.review().by());
      } catch (InvalidDefinitionException wrong) {
        // Its own page says what is wrong with it.
      }
    }
    return roles;
  }
}
