/**
 * The way of a run: the steps that the routes in {@code routes/} call by name, each one a verb. A
 * step takes the {@link dev.rapporteur.pipeline.RunDossier} that the earlier ones have filled, asks
 * one room, and gives a new one. Each finished step is one committed row of the {@link
 * dev.rapporteur.pipeline.StepLedger}, so that a run that was cut off goes on where it stopped,
 * here or on another machine.
 */
@NullMarked
package dev.rapporteur.pipeline;

import org.jspecify.annotations.NullMarked;
