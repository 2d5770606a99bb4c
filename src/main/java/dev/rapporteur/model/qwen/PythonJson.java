package dev.rapporteur.model.qwen;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * JSON as Python's {@code json.dumps(value, ensure_ascii=False)} writes it: a space after commas
 * and colons, keys in their order, floats as Python prints them. The prompt must match what the
 * model was trained on to the last byte.
 */
final class PythonJson {
  private PythonJson() {}

  static String write(JsonNode value) {
    StringBuilder out = new StringBuilder();
    append(value, out);
    return out.toString();
  }

  private static void append(JsonNode value, StringBuilder out) {
    switch (value.getNodeType()) {
      case OBJECT -> appendObject(value, out);
      case ARRAY -> appendArray(value, out);
      case STRING -> appendText(value.asString(), out);
      case NUMBER -> out.append(number(value));
      default -> out.append(value);
    }
  }

  private static void appendObject(JsonNode object, StringBuilder out) {
    out.append('{');
    Iterator<Map.Entry<String, JsonNode>> entries = object.properties().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, JsonNode> entry = entries.next();
      appendText(entry.getKey(), out);
      out.append(": ");
      append(entry.getValue(), out);
      if (entries.hasNext()) {
        out.append(", ");
      }
    }
    out.append('}');
  }

  private static void appendArray(JsonNode array, StringBuilder out) {
    out.append('[');
    Iterator<JsonNode> items = array.iterator();
    while (items.hasNext()) {
      append(items.next(), out);
      if (items.hasNext()) {
        out.append(", ");
      }
    }
    out.append(']');
  }

  private static void appendText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static String number(JsonNode value) {
    return value.isIntegralNumber()
        ? value.bigIntegerValue().toString()
        : decimal(value.asDouble());
  }

  /** The shortest digits that give the same double, in Python's two forms. */
  private static String decimal(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return Double.toString(value);
    }
    BigDecimal digits = shortest(value);
    int exponent = digits.precision() - 1 - digits.scale();
    if (exponent >= -4 && exponent < 16) {
      String plain = digits.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String mantissa = digits.movePointLeft(exponent).toPlainString();
    return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** Java writes at least two digits, even where one is enough: 4.9E-324 for 5e-324. */
  private static BigDecimal shortest(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal one = digits.round(new MathContext(1));
    return one.doubleValue() == value ? one : digits;
  }
}
