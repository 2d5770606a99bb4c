package dev.rapporteur.model.triton;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One response of the stream.
 *
 * @param text what is new
 * @param end why the answer ended; empty while it goes on, or if this contract does not say
 * @param inputTokens of the whole prompt, if the response says
 * @param outputTokens new ones, if the response says
 */
record Piece(
    String text, Optional<String> end, OptionalInt inputTokens, OptionalInt outputTokens) {}
