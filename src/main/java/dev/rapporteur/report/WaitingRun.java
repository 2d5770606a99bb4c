package dev.rapporteur.report;

import java.time.Instant;
import java.util.Optional;

/**
 * That a run waits for its data.
 *
 * @param run its id
 * @param why what is missing, one sentence
 * @param owner who can do something about it; may be empty
 * @param since when it was first looked at in vain
 * @param looks how often it was
 * @param nextLook when it is looked at again
 * @param deadline by when the data should be there, where the definition says so
 * @param escalatedAt when that was told to others
 */
public record WaitingRun(
    String run,
    String why,
    String owner,
    Instant since,
    int looks,
    Instant nextLook,
    Optional<Instant> deadline,
    Optional<Instant> escalatedAt) {}
