package dev.rapporteur.evaluation;

import dev.rapporteur.grounding.ClaimVerifier;
import dev.rapporteur.grounding.Fact;
import dev.rapporteur.grounding.Finding;
import dev.rapporteur.grounding.GroundingFacts;
import dev.rapporteur.grounding.GroundingVerdict;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code rapporteur eval grounding}: each line {@code {id, language, text, facts, month, currency}}
 * gains {@code findings: [{start, end, text, verdict, figures, reason}]}, or an {@code error}.
 *
 * <p>Offsets are Unicode code points of the text as given, end exclusive. The verdict is {@code
 * supported}, {@code contradicted} or {@code unsupported}. A fact whose value is no finite number
 * is left out and named in {@code leftOut}; other keys of a line stay as they are.
 */
public final class GroundingEvaluation {
  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private final ClaimVerifier verifier;
  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  public GroundingEvaluation(ClaimVerifier verifier) {
    this.verifier = verifier;
  }

  /** Answers every line that is not blank. */
  public Stream<String> evaluate(Stream<String> lines) {
    return lines.filter(line -> !line.isBlank()).map(this::evaluate);
  }

  private String evaluate(String line) {
    @Nullable Map<String, @Nullable Object> answer;
    try {
      answer = json.readValue(line, OBJECT);
    } catch (JacksonException e) {
      return error(e.getOriginalMessage().lines().findFirst().orElse(""));
    }
    if (answer == null) {
      return error("null");
    }
    try {
      answer.put("findings", findings(answer));
    } catch (DateTimeException | IllegalArgumentException e) {
      answer.put("error", e.getMessage());
    }
    return json.writeValueAsString(answer);
  }

  private String error(String reason) {
    return json.writeValueAsString(Map.of("error", "not a JSON object: " + reason));
  }

  private List<Map<String, Object>> findings(Map<String, @Nullable Object> line) {
    List<String> leftOut = new ArrayList<>();
    List<Fact> facts = facts(line.get("facts"), leftOut);
    if (!leftOut.isEmpty()) {
      line.put("leftOut", leftOut);
    }
    Locale language = Locale.forLanguageTag(text(line, "language", "en"));
    GroundingFacts known =
        new GroundingFacts(facts, month(line.get("month")), text(line, "currency", ""), language);
    if (!(line.get("text") instanceof String text)) {
      throw new IllegalArgumentException("text is missing or not a text");
    }
    return verifier.verify(text, known).stream().map(GroundingEvaluation::written).toList();
  }

  private static YearMonth month(@Nullable Object value) {
    if (value instanceof String month) {
      return YearMonth.parse(month);
    }
    throw new IllegalArgumentException("month is missing or not a text such as 2024-03");
  }

  private static List<Fact> facts(@Nullable Object value, List<String> leftOut) {
    if (!(value instanceof List<?> items)) {
      throw new IllegalArgumentException("facts are missing or not a list");
    }
    List<Fact> facts = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> keys)) {
        throw new IllegalArgumentException("a fact is not an object: " + item);
      }
      fact(keys, facts, leftOut);
    }
    return facts;
  }

  private static void fact(Map<?, ?> keys, List<Fact> facts, List<String> leftOut) {
    String id = string(keys, "id");
    BigDecimal number = number(keys.get("value"));
    if (id.isBlank() || number == null) {
      leftOut.add(id.isBlank() ? "a fact without id" : id);
      return;
    }
    List<String> aliases = new ArrayList<>();
    if (keys.get("aliases") instanceof List<?> names) {
      names.forEach(name -> aliases.add(String.valueOf(name)));
    }
    facts.add(
        new Fact(
            id,
            string(keys, "metric"),
            string(keys, "entity"),
            aliases,
            string(keys, "period"),
            number,
            string(keys, "unit")));
  }

  private static String string(Map<?, ?> keys, String key) {
    Object value = keys.get(key);
    return value == null ? "" : String.valueOf(value);
  }

  /** A finite number; {@code null} for NaN, infinity, nothing or words. */
  private static @Nullable BigDecimal number(@Nullable Object value) {
    try {
      return value instanceof Number || value instanceof String
          ? new BigDecimal(String.valueOf(value))
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String text(Map<String, @Nullable Object> line, String key, String otherwise) {
    return line.get(key) instanceof String text ? text : otherwise;
  }

  private static Map<String, Object> written(Finding finding) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("start", finding.start());
    written.put("end", finding.end());
    written.put("text", finding.text());
    written.put("verdict", verdict(finding.verdict()));
    written.put("figures", finding.verdict().figures());
    written.put("reason", finding.reason());
    return written;
  }

  private static String verdict(GroundingVerdict verdict) {
    return switch (verdict) {
      case GroundingVerdict.Supported supported -> "supported";
      case GroundingVerdict.Contradicted contradicted -> "contradicted";
      case GroundingVerdict.Unverifiable unverifiable -> "unsupported";
    };
  }
}
