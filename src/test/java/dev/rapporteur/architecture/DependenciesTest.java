package dev.rapporteur.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Each dependency has a reason on paper. */
class DependenciesTest {
  private static final Path REASONS = Path.of("docs/dependencies.md");

  @Test
  void eachDependencyHasALineAndEachLineADependency() throws Exception {
    assertThat(named()).isEqualTo(declared());
  }

  @Test
  void eachLineSaysForWhatAndWhy() throws IOException {
    assertThat(Files.readAllLines(REASONS).stream().filter(line -> line.contains("| `")))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line.split("\\|"))
                    .hasSize(4)
                    .allSatisfy(cell -> assertThat(cell.length()).isNotEqualTo(2)));
  }

  private static Set<String> named() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(REASONS)) {
      if (line.startsWith("|")) {
        Matcher name = Pattern.compile("`([^`]+)`").matcher(line.split("\\|")[1]);
        while (name.find()) {
          names.add(name.group(1));
        }
      }
    }
    return names;
  }

  private static Set<String> declared() throws Exception {
    var pom =
        javax.xml.parsers.DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
    Set<String> names = new TreeSet<>();
    var dependencies = pom.getElementsByTagName("dependency");
    for (int i = 0; i < dependencies.getLength(); i++) {
      Element dependency = (Element) dependencies.item(i);
      Node list = dependency.getParentNode();
      boolean isManaged = list.getParentNode().getNodeName().equals("dependencyManagement");
      if (!isManaged) {
        names.add(dependency.getElementsByTagName("artifactId").item(0).getTextContent());
      }
    }
    return names;
  }
}
