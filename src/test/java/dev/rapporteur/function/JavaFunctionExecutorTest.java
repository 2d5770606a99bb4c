package dev.rapporteur.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rapporteur.access.Role;
import dev.rapporteur.report.FailureKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class JavaFunctionExecutorTest {
  private static final List<Cell> ROW = List.of(new Cell.Number(BigDecimal.TEN));

  @Test
  void givesTheRowsOfTheCode() {
    assertThat(execute(arguments -> List.of(ROW)).number(0, "n")).contains(BigDecimal.TEN);
  }

  @Test
  void failsAtOneRowMoreThanTheLimit() {
    assertThat(failure(arguments -> Collections.nCopies(4, ROW)))
        .hasMessageContaining("more than its limit of 3 rows");
  }

  @Test
  void interruptsCodeThatTakesTooLong() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    QueryFailedException fault =
        failure(
            arguments -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return List.of();
            });
    assertThat(fault.kind()).isEqualTo(FailureKind.CAPACITY);
    assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void namesTheFunctionWhoseCodeFailed() {
    QueryFailedException fault =
        failure(
            arguments -> {
              throw new IllegalStateException("no mail server");
            });
    assertThat(fault).hasMessage("the function 'f' failed: no mail server");
    assertThat(fault.kind()).isEqualTo(FailureKind.INTERNAL);
  }

  @Test
  void refusesCellsThatAreNotWhatWasDeclared() {
    assertThat(failure(arguments -> List.of(List.of(new Cell.Text("ten"))))).isNotNull();
  }

  private static QueryFailedException failure(JavaFunction code) {
    return catchThrowableOfType(QueryFailedException.class, () -> execute(code));
  }

  private static QueryResult execute(JavaFunction code) {
    RegisteredFunction function =
        new RegisteredFunction(
            "f",
            "x",
            JsonNodeFactory.instance.objectNode(),
            List.of(Column.number("n", "rows")),
            new TreeSet<>(Set.of(new Role("employee"))),
            new TreeSet<>(),
            Effect.READ,
            new RegisteredFunction.Limits(3, Duration.ofMillis(200)),
            new RegisteredFunction.Java(code));
    return new JavaFunctionExecutor().execute(function, JsonNodeFactory.instance.objectNode());
  }
}
