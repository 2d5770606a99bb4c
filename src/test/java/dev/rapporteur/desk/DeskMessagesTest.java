package dev.rapporteur.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.report.RunState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages say, in both languages. */
class DeskMessagesTest {
  private static final Path MESSAGES = Path.of("src/main/resources/messages");
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Pattern KEY = Pattern.compile("#\\{([a-z][A-Za-z0-9._-]*)[}(]");

  private static Properties bundle(String name) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(MESSAGES.resolve(name), StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }

  @ParameterizedTest
  @ValueSource(strings = {"desk", "review"})
  void everyTextIsThereInBothLanguages(String name) throws IOException {
    Properties english = bundle(name + ".properties");
    Properties chinese = bundle(name + "_zh.properties");

    assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(formats(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(formats(english.getProperty(key)));
    }
  }

  private static int formats(String text) {
    return new MessageFormat(text).getFormatsByArgumentIndex().length;
  }

  @Test
  void everyKeyThatAPageNamesIsThere() throws IOException {
    Set<String> known = new TreeSet<>(bundle("desk.properties").stringPropertyNames());
    known.addAll(bundle("review.properties").stringPropertyNames());
    Set<String> named = new TreeSet<>();
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".html")).toList()) {
        Matcher key = KEY.matcher(Files.readString(file));
        while (key.find()) {
          named.add(key.group(1));
        }
      }
    }
    assertThat(named).isNotEmpty().isSubsetOf(known);
  }

  @Test
  void everyStateOfARunHasAName() throws IOException {
    Properties english = bundle("desk.properties");
    for (RunState state : RunState.values()) {
      assertThat(english).containsKey("state." + state);
    }
  }

  @Test
  void noPageHasCodeOrStyleInside() throws IOException {
    Pattern inside =
        Pattern.compile("<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]*th:src)|javascript:");
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".html")).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(inside);
      }
    }
  }
}
