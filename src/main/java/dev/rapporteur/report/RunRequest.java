package dev.rapporteur.report;

/**
 * That a report is wanted for a period.
 *
 * @param report name of the report's definition
 * @param period what it speaks about
 * @param scope the part of the data it is limited to
 * @param cause why, and on whose behalf
 * @param writer who shall write the text
 */
public record RunRequest(
    String report, ReportingPeriod period, RunScope scope, RunCause cause, WriterChoice writer) {}
