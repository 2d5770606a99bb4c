/** Runs, steps, function calls and questions to the model as OpenTelemetry traces. */
@NullMarked
package dev.rapporteur.operation.opentelemetry;

import org.jspecify.annotations.NullMarked;
