package dev.rapporteur.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.rapporteur.Rapporteur;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The map of the rooms: who may know whom. */
class ModularityTest {
  private static final String ROOT = "dev.rapporteur";

  /** Every room may know access; what else it may know stands here. */
  private static final Map<String, List<String>> MAY_KNOW = new LinkedHashMap<>();

  static {
    MAY_KNOW.put("access", List.of());
    MAY_KNOW.put("report", List.of());
    MAY_KNOW.put("audit", List.of("report"));
    MAY_KNOW.put("function", List.of("report", "audit"));
    MAY_KNOW.put("knowledge", List.of("report"));
    MAY_KNOW.put("model", List.of("report"));
    MAY_KNOW.put("trigger", List.of("report", "audit"));
    MAY_KNOW.put("analysis", List.of("report", "function"));
    MAY_KNOW.put("writing", List.of("report", "analysis", "knowledge", "model"));
    MAY_KNOW.put("grounding", List.of("report", "analysis", "knowledge", "writing"));
    MAY_KNOW.put("rendering", List.of("report", "analysis", "grounding"));
    // What a reviewer edits is the text before grounding, so that it can be grounded again.
    MAY_KNOW.put("review", List.of("report", "audit", "writing", "grounding", "rendering"));
    MAY_KNOW.put("delivery", List.of("report", "audit", "rendering", "review"));
    MAY_KNOW.put(
        "assistant", List.of("report", "audit", "function", "knowledge", "model", "grounding"));
    MAY_KNOW.put("reading", List.of("report", "knowledge", "model", "grounding"));
    MAY_KNOW.put(
        "evaluation",
        List.of(
            "report",
            "model",
            "knowledge",
            "trigger",
            "grounding",
            "reading",
            "function",
            "assistant"));
    List<String> below = List.copyOf(MAY_KNOW.keySet());
    MAY_KNOW.put("pipeline", below);
    MAY_KNOW.put("desk", with(below, "pipeline"));
    MAY_KNOW.put("operation", with(below, "pipeline"));
    MAY_KNOW.put("server", with(below, "pipeline", "operation", "desk"));
    MAY_KNOW.put("cli", with(below, "pipeline", "operation", "desk", "server"));
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(Rapporteur.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void roomsKnowOnlyWhomTheMapAllows() {
    Set<String> forbidden = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String room = room(type.getPackageName());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String other = room(dependency.getTargetClass().getPackageName());
        boolean inside = room.isEmpty() || other.isEmpty() || room.equals(other);
        if (!inside && !other.equals("access") && !MAY_KNOW.get(room).contains(other)) {
          forbidden.add(type.getName() + " knows " + dependency.getTargetClass().getName());
        }
      }
    }
    assertThat(forbidden).isEmpty();
  }

  @Test
  void roomsDoNotKnowTheirOwnSubRooms() {
    Set<String> forbidden = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String room = room(type.getPackageName());
      boolean wires =
          Set.of("", "pipeline", "operation", "cli", "desk", "server", "evaluation").contains(room);
      if (wires || !type.getPackageName().equals(ROOT + "." + room)) {
        continue;
      }
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getPackageName();
        if (target.startsWith(ROOT + "." + room + ".")) {
          forbidden.add(type.getName() + " knows " + dependency.getTargetClass().getName());
        }
      }
    }
    assertThat(forbidden).isEmpty();
  }

  @Test
  void foreignTechnologyStaysInItsSubRoom() {
    Map<String, List<String>> homes = new TreeMap<>();
    homes.put("java.sql", List.of(".jdbc", ".quartz"));
    homes.put("org.apache.lucene", List.of("knowledge.lucene"));
    homes.put("io.grpc", List.of("model.triton"));
    homes.put(
        "org.apache.poi", List.of("rendering.docx", "rendering.sheet", "knowledge.extraction"));
    homes.put("org.openpdf", List.of("rendering.pdf"));
    homes.put("org.quartz", List.of("trigger.quartz"));
    homes.put("org.apache.camel", List.of(ROOT + ".pipeline", ROOT + ".server"));
    Set<String> strays = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getPackageName();
        homes.forEach(
            (technology, rooms) -> {
              if (target.startsWith(technology)
                  && rooms.stream().noneMatch(type.getPackageName()::contains)) {
                strays.add(type.getName() + " uses " + technology);
              }
            });
      }
    }
    assertThat(strays).isEmpty();
  }

  @Test
  void everyPackageHasAPreface() {
    Set<String> without = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String folder = type.getPackageName().replace('.', '/');
      boolean generated = type.getPackageName().contains(".wire");
      if (!generated && !Files.exists(Path.of("src/main/java", folder, "package-info.java"))) {
        without.add(type.getPackageName());
      }
    }
    assertThat(without).isEmpty();
  }

  /** The picture in docs/modules.md follows from the code; this test keeps it up to date. */
  @Test
  void writesThePictureOfTheRooms() throws IOException {
    Map<String, Set<String>> knows = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      String room = room(type.getPackageName());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String other = room(dependency.getTargetClass().getPackageName());
        if (!room.isEmpty() && !other.isEmpty() && !room.equals(other)) {
          knows.computeIfAbsent(room, any -> new TreeSet<>()).add(other);
        }
      }
    }
    StringBuilder picture =
        new StringBuilder("# The rooms and who knows whom\n\nWritten by `ModularityTest`.\n\n");
    picture.append("```mermaid\ngraph RL\n");
    knows.forEach(
        (room, others) ->
            others.stream()
                .filter(other -> !isKnownThroughAnother(knows, room, other))
                .forEach(other -> picture.append("  %s --> %s%n".formatted(room, other))));
    picture.append("```\n\n| room | knows |\n| --- | --- |\n");
    knows.forEach(
        (room, others) ->
            picture.append("| `%s` | %s |%n".formatted(room, String.join(", ", others))));
    Path file = Path.of("docs", "modules.md");
    Files.createDirectories(file.getParent());
    Files.writeString(file, picture);
    assertThat(picture).contains("pipeline --> ");
  }

  /** Arrows that follow from others are left out, so that the picture can be read. */
  private static boolean isKnownThroughAnother(
      Map<String, Set<String>> knows, String room, String other) {
    return knows.get(room).stream()
        .anyMatch(
            between ->
                !between.equals(other) && knows.getOrDefault(between, Set.of()).contains(other));
  }

  private static String room(String packageName) {
    if (!packageName.startsWith(ROOT + ".")) {
      return "";
    }
    String rest = packageName.substring(ROOT.length() + 1);
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  private static List<String> with(List<String> rooms, String... more) {
    return java.util.stream.Stream.concat(rooms.stream(), Arrays.stream(more)).toList();
  }
}
