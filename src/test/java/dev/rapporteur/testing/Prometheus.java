package dev.rapporteur.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a scrape of the metrics has read.
 *
 * @param samples in the order of the text
 */
public record Prometheus(List<Sample> samples) {
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([-+0-9.eENaInf]+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Labels that Prometheus adds itself, and its own meter of whether a target answers. */
  private static final Set<String> ITS_OWN = Set.of("instance", "job");

  private static final String UP = "up";

  /** One line of the text. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  /**
   * A query, read by a parser of PromQL.
   *
   * @param selectors which meters it selects, with {@code labels} and how they are compared
   * @param grouping by which labels it groups
   */
  public record Query(String expression, List<JsonNode> selectors, Set<String> grouping) {}

  /** Reads the text format. */
  public static Prometheus of(String text) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
      Matcher read = LINE.matcher(line);
      assertThat(read.matches()).as(line).isTrue();
      Map<String, String> labels = new HashMap<>();
      Matcher label = LABEL.matcher(read.group(2) == null ? "" : read.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
      samples.add(new Sample(read.group(1), labels, Double.parseDouble(read.group(3))));
    }
    return new Prometheus(List.copyOf(samples));
  }

  /** The sum of all samples of a name that have the labels, each {@code label=value}. */
  public double value(String name, String... labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(
            sample ->
                List.of(labels).stream()
                    .allMatch(
                        each ->
                            each.substring(each.indexOf('=') + 1)
                                .equals(sample.labels().get(each.substring(0, each.indexOf('='))))))
        .mapToDouble(Sample::value)
        .sum();
  }

  /** All queries of a Grafana dashboard or of a file of rules. */
  public static List<Query> askedFor(Path file) {
    List<String> expressions = new ArrayList<>();
    collect(tree(file), expressions);
    Path list;
    try {
      list = Files.createTempFile("queries", ".txt");
      Files.writeString(list, String.join("\n", expressions));
      Process parser =
          new ProcessBuilder(
                  Path.of(".venv/bin/python").toString(),
                  Path.of("src/test/python/promql.py").toString())
              .redirectInput(list.toFile())
              .redirectErrorStream(true)
              .start();
      String out = new String(parser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(parser.waitFor()).as(out).isZero();
      return out.lines().map(Prometheus::query).toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static JsonNode tree(Path file) {
    try {
      String text = Files.readString(file);
      Object read =
          file.toString().endsWith(".json")
              ? JsonMapper.shared().readTree(text)
              : new org.yaml.snakeyaml.Yaml().load(text);
      return JsonMapper.shared().valueToTree(read);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void collect(JsonNode node, List<String> into) {
    if (node.path("expr").isString()) {
      into.add(node.get("expr").asString());
    }
    node.forEach(child -> collect(child, into));
  }

  private static Query query(String line) {
    JsonNode read = JsonMapper.shared().readTree(line);
    Set<String> grouping = new TreeSet<>();
    read.get("grouping").forEach(label -> grouping.add(label.asString()));
    return new Query(
        read.get("expression").asString(), read.get("selectors").valueStream().toList(), grouping);
  }

  /**
   * Fails unless each meter that the query selects is there, with the labels that it is compared
   * and grouped by.
   *
   * @param later meters that need not be there yet
   */
  public void assertAnswers(Query query, Set<String> later) {
    assertThat(query.selectors()).as(query.expression()).isNotEmpty();
    for (JsonNode selector : query.selectors()) {
      String name = selector.get("name").asString();
      if (later.contains(name) || name.equals(UP)) {
        continue;
      }
      Set<String> needed = new TreeSet<>(query.grouping());
      selector.get("labels").propertyNames().forEach(needed::add);
      needed.removeAll(ITS_OWN);
      assertThat(samples)
          .as("%s: samples of %s with %s", query.expression(), name, needed)
          .anyMatch(
              sample -> sample.name().equals(name) && sample.labels().keySet().containsAll(needed));
    }
  }
}
