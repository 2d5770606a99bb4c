package dev.rapporteur.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the scripted model behind {@link TritonServer} says, and what it was asked. A rule is one
 * file; see {@code src/test/python/scripted.py} for its keys. Rules apply from the next request on;
 * earlier ones win.
 */
public final class ScriptedAnswers {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path folder;
  private int rules;

  ScriptedAnswers(Path folder) {
    this.folder = folder;
  }

  /** Begins a rule for prompts in which the regular expression is found. */
  public Rule when(String promptMatches) {
    return new Rule().with("match", promptMatches);
  }

  /** Begins a rule for all prompts. */
  public Rule always() {
    return when("");
  }

  /** Forgets all rules and all requests. */
  public void clear() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The notes of the model so far, oldest first: {@code event} is begin, end or crash. */
  public List<JsonNode> notes() {
    Path log = folder.resolve("requests.jsonl");
    if (!Files.exists(log)) {
      return List.of();
    }
    try {
      String text = Files.readString(log);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(JSON::readTree).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The requests that reached the model, oldest first. */
  public List<JsonNode> requests() {
    return notes().stream().filter(note -> note.get("event").asString().equals("begin")).toList();
  }

  /** Waits until the model has noted such a thing; fails after ten seconds. */
  public JsonNode awaitNote(Predicate<JsonNode> wanted) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < deadline) {
      for (JsonNode note : notes()) {
        if (wanted.test(note)) {
          return note;
        }
      }
      pause();
    }
    throw new AssertionError("the model never noted it; its notes: " + notes());
  }

  /** Waits until a request has ended in this way: stop, length, canceled, failed, ... */
  public JsonNode awaitEnd(String how) {
    return awaitNote(
        note ->
            note.get("event").asString().equals("end") && note.get("end").asString().equals(how));
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** A rule in the making; the last call writes it. */
  public final class Rule {
    private final Map<String, Object> keys = new LinkedHashMap<>();

    /** Sets any key that {@code scripted.py} knows. */
    public Rule with(String key, Object value) {
      keys.put(key, value);
      return this;
    }

    public Rule times(int times) {
      return with("times", times);
    }

    /** The rule applies only if this is found in the last user turn or after it. */
    public Rule last(String turnMatches) {
      return with("last", turnMatches);
    }

    public void answer(String text) {
      with("answer", text).write();
    }

    public void call(String name, Map<String, ?> arguments) {
      calls(List.of(Map.of("name", name, "arguments", arguments)));
    }

    public void calls(List<Map<String, ?>> calls) {
      with("calls", calls).write();
    }

    /** Misbehaves after so many tokens. */
    public void behave(String behavior, int afterTokens) {
      with("behavior", behavior).with("after", afterTokens).write();
    }

    public void write() {
      rules++;
      Path file = folder.resolve("%04d.json".formatted(rules));
      Path draft = folder.resolve("%04d.draft".formatted(rules));
      try {
        Files.writeString(draft, JSON.writeValueAsString(keys));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
