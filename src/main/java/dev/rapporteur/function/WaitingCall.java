package dev.rapporteur.function;

import java.util.Optional;

/**
 * A parked call as somebody sees it whom it concerns.
 *
 * @param call with its arguments in full; {@link FunctionGate#confirm} wants their hash
 * @param description what the function does; empty if it is gone
 * @param whyNotConfirmed why the viewer cannot confirm it; empty if the viewer can
 */
public record WaitingCall(PendingCall call, String description, Optional<String> whyNotConfirmed) {}
