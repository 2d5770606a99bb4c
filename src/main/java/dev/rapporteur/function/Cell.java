package dev.rapporteur.function;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One value of a result. Numbers are exact decimals, never floating point. */
public sealed interface Cell {
  /** Nothing stands here (SQL's NULL). Not zero, not an empty text. */
  Cell EMPTY = new Empty();

  /** As JSON: numbers plain and exact, dates as ISO 8601, nothing as null. */
  JsonNode toJson();

  /** An exact decimal. */
  record Number(BigDecimal value) implements Cell {
    @Override
    public JsonNode toJson() {
      return JsonNodeFactory.instance.numberNode(value);
    }

    @Override
    public String toString() {
      return value.toPlainString();
    }
  }

  /** A text, possibly of no characters. */
  record Text(String value) implements Cell {
    @Override
    public JsonNode toJson() {
      return JsonNodeFactory.instance.stringNode(value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** A day. */
  record Day(LocalDate value) implements Cell {
    @Override
    public JsonNode toJson() {
      return JsonNodeFactory.instance.stringNode(toString());
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** A day and time of day in the time zone of the data source. */
  record Timestamp(LocalDateTime value) implements Cell {
    private static final DateTimeFormatter ISO =
        new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    @Override
    public JsonNode toJson() {
      return JsonNodeFactory.instance.stringNode(toString());
    }

    @Override
    public String toString() {
      return ISO.format(value);
    }
  }

  /** Yes or no. */
  record Flag(boolean value) implements Cell {
    @Override
    public JsonNode toJson() {
      return JsonNodeFactory.instance.booleanNode(value);
    }

    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /** Nothing. */
  record Empty() implements Cell {
    @Override
    public JsonNode toJson() {
      return JsonNodeFactory.instance.nullNode();
    }

    @Override
    public String toString() {
      return "";
    }
  }
}
