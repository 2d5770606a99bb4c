package dev.rapporteur.model.triton;

import java.util.OptionalInt;

/**
 * A whole answer.
 *
 * @param id of the request, as the server knows it
 * @param cutOff whether it ended at its token limit
 */
record Answer(
    String id, String text, boolean cutOff, OptionalInt inputTokens, OptionalInt outputTokens) {}
