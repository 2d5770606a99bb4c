package dev.rapporteur.grounding;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scores the verifier on narratives with planted errors, as the data's README says. */
final class Scoring {
  /** A span that the authors of a narrative marked. */
  record Span(int start, int end, String label, String kind) {
    boolean planted() {
      return !label.equals("supported");
    }
  }

  record Narrative(String id, String text, GroundingFacts facts, List<Span> spans) {}

  private final List<String> lines = new ArrayList<>();
  private int planted;
  private int caught;
  private int flagged;
  private int rightlyFlagged;
  private int supportedSpans;
  private int supportedFound;

  static List<Narrative> read(Path file) throws IOException {
    JsonMapper mapper = JsonMapper.shared();
    List<Narrative> narratives = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        JsonNode node = mapper.readTree(line);
        narratives.add(narrative(node, node.get("facts")));
      }
    }
    return narratives;
  }

  /**
   * Reads narratives whose figures stand in a file of their own, under the name of their database.
   */
  static List<Narrative> read(Path file, Path figures) throws IOException {
    JsonMapper mapper = JsonMapper.shared();
    JsonNode databases = mapper.readTree(Files.readString(figures));
    List<Narrative> narratives = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = mapper.readTree(line);
      narratives.add(narrative(node, databases.get(node.get("db").asString()).get("facts")));
    }
    return narratives;
  }

  private static Narrative narrative(JsonNode line, JsonNode figures) {
    List<Fact> facts = new ArrayList<>();
    for (JsonNode fact : figures) {
      List<String> aliases = new ArrayList<>();
      fact.path("aliases").forEach(alias -> aliases.add(alias.asString()));
      facts.add(
          new Fact(
              fact.get("id").asString(),
              fact.get("metric").asString(),
              fact.get("entity").asString(),
              aliases,
              fact.get("period").asString(),
              new BigDecimal(fact.get("value").asString()),
              fact.get("unit").asString()));
    }
    List<Span> spans = new ArrayList<>();
    line.path("spans")
        .forEach(
            span ->
                spans.add(
                    new Span(
                        span.get("start").asInt(),
                        span.get("end").asInt(),
                        span.get("label").asString(),
                        span.path("kind").asString(""))));
    return new Narrative(
        line.get("id").asString(),
        line.get("text").asString(),
        new GroundingFacts(
            facts,
            YearMonth.parse(line.get("month").asString()),
            line.path("currency").asString(""),
            Locale.forLanguageTag(line.path("language").asString("en"))),
        spans);
  }

  /** The text with another first digit in a span; empty where it shows fewer than three digits. */
  static String withAnotherDigit(Narrative narrative, Span span) {
    String shown = cut(narrative, span);
    if (shown.chars().filter(c -> c >= '0' && c <= '9').count() < 3) {
      return "";
    }
    int place = 0;
    while (shown.charAt(place) < '0' || shown.charAt(place) > '9') {
      place++;
    }
    int digit = shown.charAt(place) - '0';
    char other = (char) ('1' + (digit + 3) % 9);
    int from = narrative.text().offsetByCodePoints(0, span.start()) + place;
    boolean same = other == shown.charAt(place);
    return same
        ? ""
        : narrative.text().substring(0, from) + other + narrative.text().substring(from + 1);
  }

  void add(Narrative narrative, List<Finding> findings) {
    for (Span span : narrative.spans()) {
      boolean hit =
          findings.stream().anyMatch(finding -> finding.flagged() && overlaps(finding, span));
      if (span.planted()) {
        planted++;
        caught += hit ? 1 : 0;
        if (!hit) {
          lines.add(
              "MISSED "
                  + narrative.id()
                  + " "
                  + span.kind()
                  + " ["
                  + cut(narrative, span)
                  + "] "
                  + findings.stream()
                      .filter(one -> overlaps(one, span))
                      .map(Finding::reason)
                      .toList());
        }
      } else {
        supportedSpans++;
        supportedFound +=
            findings.stream().anyMatch(finding -> !finding.flagged() && overlaps(finding, span))
                ? 1
                : 0;
        if (findings.stream().noneMatch(finding -> overlaps(finding, span))) {
          lines.add("UNSEEN " + narrative.id() + " [" + cut(narrative, span) + "]");
        }
      }
    }
    for (Finding finding : findings) {
      if (finding.flagged()) {
        flagged++;
        boolean right =
            narrative.spans().stream().anyMatch(span -> span.planted() && overlaps(finding, span));
        rightlyFlagged += right ? 1 : 0;
        if (!right) {
          lines.add("FALSE  " + narrative.id() + " [" + finding.text() + "] " + finding.reason());
        }
      }
    }
  }

  private static String cut(Narrative narrative, Span span) {
    int from = narrative.text().offsetByCodePoints(0, span.start());
    return narrative
        .text()
        .substring(from, narrative.text().offsetByCodePoints(from, span.end() - span.start()));
  }

  private static boolean overlaps(Finding finding, Span span) {
    return finding.start() < span.end() && span.start() < finding.end();
  }

  int planted() {
    return planted;
  }

  double recall() {
    return planted == 0 ? 1 : (double) caught / planted;
  }

  double precision() {
    return flagged == 0 ? 1 : (double) rightlyFlagged / flagged;
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public String toString() {
    return "planted %d, caught %d, recall %.3f; flagged %d, right %d, precision %.3f; supported spans %d, found %d"
        .formatted(
            planted,
            caught,
            recall(),
            flagged,
            rightlyFlagged,
            precision(),
            supportedSpans,
            supportedFound);
  }
}
