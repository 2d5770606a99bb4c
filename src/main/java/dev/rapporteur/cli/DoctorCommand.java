package dev.rapporteur.cli;

import dev.rapporteur.operation.Diagnosis;
import dev.rapporteur.operation.Diagnosis.Condition;
import dev.rapporteur.operation.Doctor;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code rapporteur doctor}: what is wrong, and what to do. */
@Command(
    name = "doctor",
    description = {
      "Examines the installation and says what is wrong and what to do.",
      "Ends with 1 if something is bad; a warning alone is no failure."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin Terminal terminal;
  @Mixin ModelOption model;

  @Override
  public Integer call() {
    List<Diagnosis> found =
        new Doctor(terminal.workspace(), terminal::open, model.url(), Clock.systemUTC()).examine();
    boolean bad = found.stream().anyMatch(each -> each.condition() == Condition.BAD);
    if (terminal.json()) {
      terminal.printJson(json(found, !bad));
    } else {
      found.forEach(this::print);
    }
    return bad ? ExitCode.FAILED.code() : ExitCode.DONE.code();
  }

  private void print(Diagnosis each) {
    String mark =
        switch (each.condition()) {
          case GOOD -> "ok";
          case WARNING -> "warning";
          case BAD -> "BAD";
        };
    terminal.out().printf("%-8s %-12s %s%n", mark, each.subject(), each.says());
    if (!each.next().isEmpty()) {
      terminal.out().printf("%-8s %-12s next: %s%n", "", "", each.next());
    }
  }

  private static ObjectNode json(List<Diagnosis> found, boolean ok) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("ok", ok);
    ArrayNode list = json.putArray("findings");
    found.forEach(
        each ->
            list.addObject()
                .put("subject", each.subject())
                .put("condition", each.condition().name().toLowerCase(Locale.ROOT))
                .put("says", each.says())
                .put("next", each.next()));
    return json;
  }
}
