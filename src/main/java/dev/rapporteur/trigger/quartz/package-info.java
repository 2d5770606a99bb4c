/**
 * Rings the bell on every node. Quartz's clustered store holds one bell per schedule and one job
 * per run, spreads them over the nodes that share a state database, and hands those of a dead node
 * to another. Only job classes of this room are stored, so any node can carry out any of them.
 *
 * <p>Nothing depends on Quartz firing exactly once, or at all: what is due follows from {@link
 * dev.rapporteur.trigger.ReportSchedules}, what is to be worked on from {@link
 * dev.rapporteur.trigger.PendingRuns}, and a sweeper compares both with what is moving. Door:
 * {@link dev.rapporteur.trigger.quartz.QuartzNode}.
 */
@NullMarked
package dev.rapporteur.trigger.quartz;

import org.jspecify.annotations.NullMarked;
