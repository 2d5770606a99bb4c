package dev.rapporteur.evaluation;

import dev.rapporteur.assistant.AskedCall;
import dev.rapporteur.assistant.Reply;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether functions help a model to answer customers: each ticket is answered with them and without
 * them, and the two are compared pair by pair with McNemar's exact test.
 */
public final class TicketEvaluation {
  private static final Pattern NEGATED =
      Pattern.compile("(?i)(\\bnot\\b|n't\\b|\\bnever\\b|尚未|未|没有|不是)[^.;,，。；]{0,12}$");

  /**
   * A customer's question and how its answer is judged.
   *
   * @param id names it
   * @param question as the customer wrote it
   * @param expected an answer that says one of these is right ...
   * @param wrong ... unless it also says one of these
   */
  public record Ticket(String id, String question, List<String> expected, List<String> wrong) {
    public Ticket {
      expected = List.copyOf(expected);
      wrong = List.copyOf(wrong);
    }

    /** Whether an answer says what is expected and nothing that is wrong; negations are none. */
    public boolean isAnsweredBy(String answer) {
      return expected.stream().anyMatch(words -> says(answer, words))
          && wrong.stream().noneMatch(words -> says(answer, words));
    }

    private static boolean says(String answer, String words) {
      Matcher found =
          Pattern.compile(
                  "(?i)(?<![A-Za-z0-9]|[0-9][.,])"
                      + Pattern.quote(words)
                      + "(?![A-Za-z0-9]|[.,][0-9])")
              .matcher(answer);
      while (found.find()) {
        if (!NEGATED.matcher(answer.substring(0, found.start())).find()) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * What came of it. Accuracies and counts of a way that was not tried are absent.
   *
   * @param tickets how many there are
   * @param rightWith answered right with functions
   * @param rightWithout answered right without
   * @param onlyWith answered right with functions and wrong without
   * @param onlyWithout the other way round
   */
  public record Summary(
      int tickets, OptionalInt rightWith, OptionalInt rightWithout, int onlyWith, int onlyWithout) {

    /** McNemar's exact two-sided p; absent unless both ways were tried. */
    public Optional<BigDecimal> p() {
      return rightWith.isPresent() && rightWithout.isPresent()
          ? Optional.of(mcNemar(onlyWith, onlyWithout))
          : Optional.empty();
    }

    public ObjectNode json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("tickets", tickets);
      accuracy(json, "on", rightWith);
      accuracy(json, "off", rightWithout);
      p().ifPresent(
              p -> json.put("onlyOn", onlyWith).put("onlyOff", onlyWithout).put("mcNemarP", p));
      return json;
    }

    private void accuracy(ObjectNode json, String name, OptionalInt right) {
      right.ifPresent(
          count ->
              json.putObject(name)
                  .put("right", count)
                  .put(
                      "accuracy",
                      BigDecimal.valueOf(count)
                          .divide(BigDecimal.valueOf(tickets), 4, RoundingMode.HALF_EVEN)));
    }
  }

  /**
   * The tickets of a file, one JSON object a line: {@code {id, question, expected, wrong}}.
   *
   * @throws RapporteurException of kind DEFINITION if it cannot be read, or a line is no ticket
   */
  public static List<Ticket> read(Path file) {
    List<Ticket> tickets = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).isBlank()) {
          tickets.add(ticket(lines.get(i), file + ":" + (i + 1)));
        }
      }
    } catch (IOException e) {
      throw wrong(file + " cannot be read: " + e.getMessage(), e);
    }
    if (tickets.isEmpty()) {
      throw wrong(file + " holds no ticket", null);
    }
    return tickets;
  }

  private static Ticket ticket(String line, String place) {
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(line);
    } catch (JacksonException e) {
      throw wrong(place + ": not valid JSON: " + e.getOriginalMessage(), e);
    }
    if (json.path("question").asString("").isBlank() || texts(json.path("expected")).isEmpty()) {
      throw wrong(place + ": a ticket has a question and what is expected", null);
    }
    return new Ticket(
        json.path("id").asString(place),
        json.get("question").asString(),
        texts(json.get("expected")),
        texts(json.path("wrong")));
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(text -> text.asString("")).filter(t -> !t.isEmpty()).toList();
  }

  private static RapporteurException wrong(String message, Exception cause) {
    return new RapporteurException(
        FailureKind.DEFINITION,
        message,
        "give one JSON object {id, question, expected, wrong} a line",
        cause);
  }

  /**
   * Has each ticket answered.
   *
   * @param with answers with functions, if that is to be tried
   * @param without answers without them, if that is to be tried
   * @param line gets what became of each ticket, in their order
   * @throws RapporteurException of kind EXTERNAL if the model answers not even the first
   */
  public Summary evaluate(
      List<Ticket> tickets,
      Optional<Function<String, Reply>> with,
      Optional<Function<String, Reply>> without,
      Consumer<JsonNode> line) {
    int rightWith = 0;
    int rightWithout = 0;
    int onlyWith = 0;
    int onlyWithout = 0;
    for (int i = 0; i < tickets.size(); i++) {
      Ticket ticket = tickets.get(i);
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("id", ticket.id()).put("question", ticket.question());
      boolean on = tried(with, ticket, i == 0, json, "on");
      boolean off = tried(without, ticket, i == 0, json, "off");
      rightWith += on ? 1 : 0;
      rightWithout += off ? 1 : 0;
      onlyWith += on && !off ? 1 : 0;
      onlyWithout += off && !on ? 1 : 0;
      line.accept(json);
    }
    return new Summary(
        tickets.size(),
        with.isPresent() ? OptionalInt.of(rightWith) : OptionalInt.empty(),
        without.isPresent() ? OptionalInt.of(rightWithout) : OptionalInt.empty(),
        onlyWith,
        onlyWithout);
  }

  private static boolean tried(
      Optional<Function<String, Reply>> desk,
      Ticket ticket,
      boolean first,
      ObjectNode json,
      String name) {
    if (desk.isEmpty()) {
      return false;
    }
    ObjectNode told = json.putObject(name);
    try {
      Reply reply = desk.get().apply(ticket.question());
      boolean right = ticket.isAnsweredBy(reply.answer());
      told.put("right", right).put("answer", reply.answer());
      var calls = told.putArray("calls");
      reply.calls().stream().map(AskedCall::function).forEach(calls::add);
      return right;
    } catch (RapporteurException e) {
      if (first) {
        throw e;
      }
      told.put("right", false).put("failed", e.getMessage());
      return false;
    }
  }

  /** The chance that pairs which differ split at least so unevenly if both ways were alike. */
  static BigDecimal mcNemar(int one, int other) {
    int pairs = one + other;
    BigInteger ways = BigInteger.ZERO;
    BigInteger choose = BigInteger.ONE;
    for (int k = 0; k <= Math.min(one, other); k++) {
      ways = ways.add(choose);
      choose = choose.multiply(BigInteger.valueOf(pairs - k)).divide(BigInteger.valueOf(k + 1));
    }
    BigDecimal p =
        new BigDecimal(ways.shiftLeft(1))
            .divide(new BigDecimal(BigInteger.ONE.shiftLeft(pairs)), new MathContext(4));
    return p.min(BigDecimal.ONE);
  }
}
