package dev.rapporteur.audit;

import dev.rapporteur.report.Sha256;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * JSON in its canonical form (RFC 8785): keys sorted by UTF-16 code units, no white space, numbers
 * as ECMAScript writes them. Two equal trees have equal texts, hence equal hashes.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /**
   * The canonical text.
   *
   * @throws IllegalArgumentException if a number cannot be kept exactly as an IEEE 754 double, or a
   *     text has a lone surrogate; RFC 8785 has no form for either
   */
  public static String of(JsonNode tree) {
    StringBuilder out = new StringBuilder();
    write(tree, out);
    return out.toString();
  }

  /** Lower-case hexadecimal SHA-256 of the UTF-8 form of a text. */
  public static String sha256(String text) {
    return Sha256.of(text);
  }

  /** Lower-case hexadecimal SHA-256 of the canonical form of a tree. */
  public static String sha256(JsonNode tree) {
    return sha256(of(tree));
  }

  private static void write(JsonNode node, StringBuilder out) {
    switch (node.getNodeType()) {
      case OBJECT -> {
        char separator = '{';
        for (String key : new TreeSet<>(node.propertyNames())) {
          out.append(separator);
          writeText(key, out);
          out.append(':');
          write(node.get(key), out);
          separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
      }
      case ARRAY -> {
        out.append('[');
        for (int i = 0; i < node.size(); i++) {
          if (i > 0) {
            out.append(',');
          }
          write(node.get(i), out);
        }
        out.append(']');
      }
      case STRING -> writeText(node.stringValue(), out);
      case NUMBER -> out.append(number(node));
      case BOOLEAN -> out.append(node.booleanValue());
      default -> out.append("null");
    }
  }

  /** Appends a text as a JSON string in canonical form. */
  static void writeText(String text, StringBuilder out) {
    out.append('"');
    int plain = plainPrefix(text);
    out.append(text, 0, plain);
    for (int i = plain; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04x", (int) c));
          } else if (Character.isSurrogate(c)) {
            if (!Character.isHighSurrogate(c)
                || i + 1 == text.length()
                || !Character.isLowSurrogate(text.charAt(i + 1))) {
              throw new IllegalArgumentException("a text has half a character (lone surrogate)");
            }
            out.append(c).append(text.charAt(++i));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** How many characters from the start need no escape; nearly always all. */
  private static int plainPrefix(String text) {
    int i = 0;
    while (i < text.length() && isPlain(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isPlain(char c) {
    return c >= 0x20 && c != '"' && c != '\\' && !Character.isSurrogate(c);
  }

  private static String number(JsonNode node) {
    boolean floating = node.isDouble() || node.isFloat();
    double value = floating ? node.doubleValue() : node.decimalValue().doubleValue();
    if (Double.isFinite(value)) {
      String text = ecmaScript(value);
      if (new BigDecimal(text).compareTo(node.decimalValue()) == 0) {
        return text;
      }
    }
    throw new IllegalArgumentException("the number " + node + " cannot be kept exactly");
  }

  /** {@code Number::toString} of ECMAScript, from the shortest digits that Java gives (JDK 19+). */
  static String ecmaScript(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int k = digits.length();
    int n = k - shortest.scale();
    StringBuilder out = new StringBuilder(value < 0 ? "-" : "");
    if (k <= n && n <= 21) {
      out.append(digits).append("0".repeat(n - k));
    } else if (0 < n && n <= 21) {
      out.append(digits, 0, n).append('.').append(digits, n, k);
    } else if (-6 < n && n <= 0) {
      out.append("0.").append("0".repeat(-n)).append(digits);
    } else {
      out.append(digits.charAt(0));
      if (k > 1) {
        out.append('.').append(digits, 1, k);
      }
      out.append('e').append(n - 1 > 0 ? "+" : "").append(n - 1);
    }
    return out.toString();
  }

  /** Java writes at least two digits, even where one names the same double (4.9E-324). */
  private static BigDecimal shortest(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal one = digits.round(new MathContext(1));
    return one.doubleValue() == value ? one.stripTrailingZeros() : digits;
  }
}
