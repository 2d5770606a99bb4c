package dev.rapporteur.report.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedMigrationsTest {
  private static final String FOLDER = "db/migration/h2";

  @TempDir Path folder;

  private final Map<String, String> entries =
      new TreeMap<>(
          Map.of(
              FOLDER + "/V001__runs.sql",
              "create table run (id int);",
              "db/migration/postgresql/V001__runs.sql",
              "create table run (id integer);",
              "application.yaml",
              "a: 1"));

  @Test
  void changesWithAMigrationsTextAndName() throws IOException {
    String first = fingerprint();
    assertThat(fingerprint()).isEqualTo(first);

    entries.put(FOLDER + "/V001__runs.sql", "create table run (id char);");
    String changed = fingerprint();
    assertThat(changed).isNotEqualTo(first);

    entries.put(FOLDER + "/V002__audit.sql", "create table audit (id int);");
    assertThat(fingerprint()).isNotIn(first, changed);
  }

  @Test
  void doesNotChangeWithWhatIsNoMigrationOfThisDatabase() throws IOException {
    String first = fingerprint();
    entries.put("db/migration/postgresql/V001__runs.sql", "create table other (id integer);");
    entries.put("application.yaml", "a: 2");
    assertThat(fingerprint()).isEqualTo(first);
  }

  @Test
  void isAbsentWhereTheProgramRunsFromNoJar() {
    assertThat(ShippedMigrations.fingerprint(FOLDER)).isEmpty();
  }

  private String fingerprint() throws IOException {
    Path file = Files.createTempFile(folder, "program", ".jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    try (JarFile jar = new JarFile(file.toFile())) {
      return ShippedMigrations.fingerprint(jar, FOLDER);
    }
  }
}
