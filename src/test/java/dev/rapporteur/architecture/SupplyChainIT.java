package dev.rapporteur.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the packaged product consists of. Needs {@code mvnw package}; on a build server it must be.
 */
class SupplyChainIT {
  private static final Path APP = Path.of("target/app");

  /** Licences under which the product may be given on with its Apache-2.0. */
  private static final Set<String> ALLOWED =
      Set.of(
          "Apache-2.0",
          "MIT",
          "MIT-0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "0BSD",
          "ISC",
          "Zlib",
          "EPL-1.0",
          "EPL-2.0",
          "MPL-2.0",
          "LGPL-2.1-only",
          "LGPL-2.1",
          "LGPL-2.1-or-later",
          "Mozilla Public License Version 2.0",
          "LGPL-3.0",
          "CDDL-1.0",
          "CDDL-1.1",
          "GPL-2.0-with-classpath-exception",
          "CC0-1.0",
          "Unicode-DFS-2016",
          "Unicode-3.0",
          "Bouncy Castle Licence",
          "Go License",
          "BSD 3-clause License w/nuclear disclaimer",
          "W3C",
          "Public Domain, per Creative Commons CC0",
          "EDL 1.0");

  private static JsonNode bom;

  @BeforeAll
  static void readTheList() throws IOException {
    Path jar = APP.resolve("rapporteur.jar");
    boolean isBuilt = Files.exists(jar);
    Assumptions.assumeTrue(
        isBuilt || System.getenv("CI") != null, "run ./mvnw package before: " + jar);
    try (JarFile file = new JarFile(jar.toFile())) {
      var entry = file.getEntry("META-INF/sbom/application.cdx.json");
      assertThat(entry).as("the list is inside of the jar").isNotNull();
      bom = JsonMapper.shared().readTree(file.getInputStream(entry));
    }
  }

  @Test
  void theListHasEachLibraryWithItsHash() throws IOException {
    assertThat(bom.get("bomFormat").asString()).isEqualTo("CycloneDX");
    Set<String> listed =
        bom.get("components")
            .valueStream()
            .filter(component -> !component.path("scope").asString("").equals("excluded"))
            .map(component -> component.get("name").asString() + "-" + version(component))
            .collect(Collectors.toCollection(TreeSet::new));
    try (Stream<Path> jars = Files.list(APP.resolve("lib"))) {
      List<String> missing =
          jars.map(jar -> jar.getFileName().toString().replace(".jar", ""))
              .filter(jar -> listed.stream().noneMatch(jar::startsWith))
              .toList();
      assertThat(missing).isEmpty();
    }
    assertThat(bom.get("components").valueStream())
        .allSatisfy(component -> assertThat(component.path("hashes").isEmpty()).isFalse());
  }

  private static String version(JsonNode component) {
    return component.get("version").asString();
  }

  @Test
  void eachLicenceIsOneThatWeMayUse() {
    List<String> refused = new ArrayList<>();
    for (JsonNode component : bom.get("components")) {
      List<String> licences = licences(component);
      // Where several are offered, one of them must suit us.
      if (licences.stream().noneMatch(ALLOWED::contains)) {
        refused.add(component.get("purl").asString() + " " + licences);
      }
    }
    assertThat(refused).isEmpty();
  }

  private static List<String> licences(JsonNode component) {
    List<String> found = new ArrayList<>();
    for (JsonNode licence : component.path("licenses")) {
      if (licence.has("expression")) {
        found.addAll(List.of(licence.get("expression").asString().split(" OR ")));
      } else {
        JsonNode one = licence.get("license");
        found.add(one.path("id").asString(one.path("name").asString("")));
      }
    }
    return found;
  }
}
