package dev.rapporteur.trigger;

import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.WriterChoice;
import java.util.Optional;

/**
 * What a web hook asks for.
 *
 * @param period for which period; empty for the last one that is over
 * @param scope the part of the data
 * @param writer who shall write the text
 */
public record WebhookParameters(
    Optional<ReportingPeriod> period, RunScope scope, WriterChoice writer) {}
