/**
 * When a report is made. In come the definitions' schedules and signed web hooks; out goes a {@link
 * dev.rapporteur.report.RunRequest} and nothing else.
 *
 * <p>A {@link dev.rapporteur.trigger.Schedule} is pure arithmetic: it knows the instants at which
 * it fires, across time zones, daylight saving changes and a {@link
 * dev.rapporteur.trigger.WorkingDayCalendar}. What happens to fires that were missed is its {@link
 * dev.rapporteur.trigger.MisfirePolicy}; a {@link dev.rapporteur.trigger.Backfill} makes up a
 * stretch of periods. A {@link dev.rapporteur.trigger.WebhookMessage} is what came in over the
 * wire, before anybody believed it; a {@link dev.rapporteur.trigger.WebhookVerifier} decides.
 *
 * <p>Sub-rooms: {@code quartz} rings the bell on every node, {@code web} is the door for web hooks,
 * {@code jdbc} remembers schedules and messages.
 */
@NullMarked
package dev.rapporteur.trigger;

import org.jspecify.annotations.NullMarked;
