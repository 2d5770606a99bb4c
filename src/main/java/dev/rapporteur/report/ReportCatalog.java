package dev.rapporteur.report;

import java.nio.file.Path;
import java.util.SortedSet;

/** The reports of a workspace. */
public interface ReportCatalog {

  /** Names of all reports, whether their definitions are right or not. */
  SortedSet<String> names();

  /**
   * The definition of a report.
   *
   * @throws InvalidDefinitionException if the definition is wrong
   * @throws UnknownReportException if there is no such report
   */
  ReportDefinition report(String name);

  /** The folder of a report's definition, to which its prompts are relative. */
  Path folder(String name);
}
