package dev.rapporteur.pipeline;

import dev.rapporteur.trigger.RunQueue;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What Quartz's clustered store promises, and no more: a planned start is taken by one node, what a
 * node had taken that went away or stands still is given to another one, and one run can be started
 * twice at the same time. (Quartz itself is tested for real, in {@code trigger.quartz}.)
 */
final class SimulatedQueue {
  /** How long a node may be silent before others take over. */
  private static final Duration SILENT = Duration.ofSeconds(15);

  private final SimulatedCluster cluster;
  private final Map<String, Planned> planned = new TreeMap<>();
  private final Map<Start, SimulatedNode> taken = new LinkedHashMap<>();
  private int starts;
  private int recoveries;

  SimulatedQueue(SimulatedCluster cluster) {
    this.cluster = cluster;
  }

  private record Planned(String key, String run, Instant at) {}

  /** A start of a run that a node has taken. */
  record Start(int number, String run) {}

  /** The queue as a node reaches it. */
  RunQueue from(SimulatedNode node) {
    return run -> startNow(node, run.id());
  }

  void startNow(SimulatedNode node, String run) {
    plan(node, new Planned(run, run, cluster.now()));
  }

  void startAgain(SimulatedNode node, String run, Instant at) {
    plan(node, new Planned(run + "@" + at.toEpochMilli(), run, at));
  }

  private void plan(SimulatedNode node, Planned start) {
    point(node);
    planned.putIfAbsent(start.key(), start);
    cluster.wakeOneAt(start.at());
    point(node);
  }

  Optional<Start> take(SimulatedNode node) {
    point(node);
    Optional<Planned> next =
        planned.values().stream()
            .filter(start -> !start.at().isAfter(cluster.now()))
            .min(Comparator.comparing(Planned::at).thenComparing(Planned::key));
    return next.map(
        start -> {
          planned.remove(start.key());
          Start mine = new Start(++starts, start.run());
          taken.put(mine, node);
          return mine;
        });
  }

  void done(SimulatedNode node, Start start) {
    point(node);
    taken.remove(start);
  }

  /** Gives what silent nodes have taken to others. */
  void recover() {
    for (Map.Entry<Start, SimulatedNode> one : List.copyOf(taken.entrySet())) {
      SimulatedNode node = one.getValue();
      if (!node.alive || node.movedAt.plus(SILENT).isBefore(cluster.now())) {
        Start start = one.getKey();
        taken.remove(start);
        recoveries++;
        String key = "recovered-" + start.number();
        planned.put(key, new Planned(key, start.run(), cluster.now()));
        cluster.wakeOneAt(cluster.now());
      }
    }
  }

  /** Runs that are planned or being carried out. */
  Set<String> moving() {
    Set<String> runs = new HashSet<>();
    planned.values().forEach(start -> runs.add(start.run()));
    taken.keySet().forEach(start -> runs.add(start.run()));
    return runs;
  }

  int recoveries() {
    return recoveries;
  }

  private static void point(SimulatedNode node) {
    try {
      node.point();
    } catch (SQLException away) {
      throw new IllegalStateException("the queue cannot be reached", away);
    }
  }
}
