package dev.rapporteur.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/faults.md} names every fault, and tests that exist. */
class FaultsTest {
  /** How many faults there are of each kind. */
  private static final String KINDS = "R4 D9 C6 W9 T8 A8 P3 F7 U6 V7 S5";

  private static final Pattern ROW =
      Pattern.compile("\\| ([A-Z][0-9]) \\| ([^|]+) \\| (yes|partly|no) \\| (.+) \\|");
  private static final Pattern NAMED = Pattern.compile("`([A-Za-z0-9]+)#([A-Za-z0-9]+)`");

  private record Fault(String id, String tested, String by) {}

  private static List<Fault> faults() throws IOException {
    List<Fault> faults = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("docs/faults.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        faults.add(new Fault(row.group(1), row.group(3), row.group(4)));
      }
    }
    return faults;
  }

  @Test
  void eachFaultStandsThereOnce() throws IOException {
    List<String> expected = new ArrayList<>();
    for (String kind : KINDS.split(" ")) {
      for (int i = 1; i <= kind.charAt(1) - '0'; i++) {
        expected.add(kind.substring(0, 1) + i);
      }
    }
    assertThat(expected).hasSize(72);
    assertThat(faults()).extracting(Fault::id).containsExactlyElementsOf(expected);
  }

  @Test
  void eachNamedTestExists() throws IOException {
    Map<String, String> sources = sources();
    for (Fault fault : faults()) {
      Matcher named = NAMED.matcher(fault.by());
      int tests = 0;
      while (named.find()) {
        tests++;
        assertThat(sources).as(fault.id()).containsKey(named.group(1));
        assertThat(sources.get(named.group(1)))
            .as("%s: %s", fault.id(), named.group())
            .containsPattern("void " + named.group(2) + "\\(");
      }
      assertThat(tests > 0)
          .as("%s: a test, unless it is not tested", fault.id())
          .isEqualTo(!fault.tested().equals("no"));
      if (!fault.tested().equals("yes")) {
        assertThat(fault.by().replaceAll("`[^`]*`|<br>", "")).as(fault.id()).isNotBlank();
      }
    }
  }

  /** The tests by the names of their classes. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    return sources;
  }
}
