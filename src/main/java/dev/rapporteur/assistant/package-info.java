/**
 * A person asks, a model answers with the company's data. In comes a question of an {@link
 * dev.rapporteur.access.Actor}, with the {@link dev.rapporteur.assistant.Conversation} it belongs
 * to; out goes a {@link dev.rapporteur.assistant.Reply}: the answer, each call that was asked for
 * and what became of it, what waits for a second person, the passages that were at hand, and what
 * the data say about each number of the answer. {@link dev.rapporteur.assistant.Assistant} leads
 * the loop. The model has no rights: each call passes the same gate as every other, with the
 * person's roles.
 */
@NullMarked
package dev.rapporteur.assistant;

import org.jspecify.annotations.NullMarked;
