/** Runs, steps, queue, schedules, calls, audit and deliveries as Micrometer meters. */
@NullMarked
package dev.rapporteur.operation.micrometer;

import org.jspecify.annotations.NullMarked;
