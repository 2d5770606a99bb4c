package dev.rapporteur.report;

import static dev.rapporteur.report.RunState.*;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The one table of allowed changes of a run's state. */
public final class RunTransitions {
  private static final Map<RunState, Set<RunState>> ALLOWED =
      Map.ofEntries(
          Map.entry(REQUESTED, EnumSet.of(WAITING, QUERIED, FAILED, CANCELED)),
          Map.entry(WAITING, EnumSet.of(QUERIED, FAILED, CANCELED)),
          Map.entry(QUERIED, EnumSet.of(ANALYZED, SPLIT, FAILED, CANCELED)),
          Map.entry(ANALYZED, EnumSet.of(RETRIEVED, FAILED, CANCELED)),
          Map.entry(RETRIEVED, EnumSet.of(WRITTEN, FAILED, CANCELED)),
          Map.entry(WRITTEN, EnumSet.of(GROUNDED, FAILED, CANCELED)),
          Map.entry(GROUNDED, EnumSet.of(RENDERED, FAILED, CANCELED)),
          Map.entry(RENDERED, EnumSet.of(IN_REVIEW, FAILED, CANCELED)),
          Map.entry(SPLIT, EnumSet.noneOf(RunState.class)),
          Map.entry(IN_REVIEW, EnumSet.of(CHANGES_REQUESTED, APPROVED, REJECTED, CANCELED)),
          Map.entry(CHANGES_REQUESTED, EnumSet.of(IN_REVIEW, CANCELED)),
          Map.entry(APPROVED, EnumSet.of(DELIVERED)),
          Map.entry(DELIVERED, EnumSet.noneOf(RunState.class)),
          Map.entry(REJECTED, EnumSet.noneOf(RunState.class)),
          // A failed run is tried again from its last finished step.
          Map.entry(
              FAILED,
              EnumSet.of(
                  REQUESTED, QUERIED, ANALYZED, RETRIEVED, WRITTEN, GROUNDED, RENDERED, CANCELED)),
          Map.entry(CANCELED, EnumSet.noneOf(RunState.class)));

  private RunTransitions() {}

  /** The states that may follow the given one. */
  public static Set<RunState> from(RunState state) {
    return Set.copyOf(ALLOWED.get(state));
  }

  public static boolean allows(RunState from, RunState to) {
    return ALLOWED.get(from).contains(to);
  }
}
