package dev.rapporteur.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.audit.AuditEntry;
import dev.rapporteur.audit.AuditVerification;
import dev.rapporteur.audit.SignedHeads;
import dev.rapporteur.audit.jdbc.JdbcAuditTrail;
import dev.rapporteur.function.jdbc.JdbcConfirmations;
import dev.rapporteur.report.jdbc.StateDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A process that dies in the middle of a call leaves its intent behind. */
class UnknownOutcomesIT {
  @TempDir Path folder;

  @Test
  void showsACallWhoseProcessWasKilled() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DyingProcess.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isEqualTo(137);
    try (StateDatabase state = StateDatabase.inFolder(folder)) {
      JdbcAuditTrail trail = trail(folder, state);
      assertThat(UnknownOutcomes.in(trail))
          .extracting(AuditEntry::reference)
          .containsExactly("call-2");
      assertThat(AuditVerification.of(trail::forEach, List.of(trail.tail())).ok()).isTrue();
    }
  }

  /** Carries out one call, and is killed in the second. */
  static final class DyingProcess {
    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      StateDatabase state = StateDatabase.inFolder(folder);
      AtomicInteger calls = new AtomicInteger();
      JavaFunction mail =
          input -> {
            if (input.get("die").asBoolean()) {
              Runtime.getRuntime().halt(137);
            }
            return List.of(List.of(new Cell.Number(java.math.BigDecimal.ONE)));
          };
      FunctionExecutor none =
          (function, input) -> {
            throw new IllegalStateException();
          };
      FunctionGate gate =
          new FunctionGate(
              new FunctionRegistry(List.of(mailFunction(mail))),
              new ExecutorByBody(none, none),
              trail(folder, state),
              new JdbcConfirmations(state.dataSource()),
              asked -> Optional.empty(),
              Clock.systemUTC(),
              () -> "call-" + calls.incrementAndGet());
      for (boolean die : new boolean[] {false, true}) {
        gate.call(
            CallRequest.of(
                "send_mail",
                JsonNodeFactory.instance.objectNode().put("die", die),
                Set.of("send_mail"),
                Actor.of("anna", Actor.Kind.PERSON, List.of("employee")),
                "run",
                ""));
      }
    }
  }

  private static JdbcAuditTrail trail(Path folder, StateDatabase state) {
    SignedHeads heads = new SignedHeads(folder.resolve("heads"), folder.resolve("key.pem"));
    return new JdbcAuditTrail(state.dataSource(), heads, Clock.systemUTC());
  }

  private static RegisteredFunction mailFunction(JavaFunction code) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.putObject("properties").putObject("die").put("type", "boolean");
    schema.put("additionalProperties", false);
    return new RegisteredFunction(
        "send_mail",
        "Sends a mail.",
        schema,
        List.of(Column.number("sent", "mails")),
        new TreeSet<>(Set.of(new Role("employee"))),
        new TreeSet<>(),
        Effect.WRITE,
        new RegisteredFunction.Limits(1, Duration.ofSeconds(5)),
        new RegisteredFunction.Java(code));
  }
}
