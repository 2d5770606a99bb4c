package dev.rapporteur.knowledge.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.knowledge.DocumentRules;
import dev.rapporteur.knowledge.DocumentSourceDefinition;
import dev.rapporteur.knowledge.IndexingResult;
import dev.rapporteur.knowledge.IndexingResult.Skipped;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.knowledge.PassageEmbedder;
import dev.rapporteur.knowledge.PassageQuery;
import dev.rapporteur.knowledge.RetrievedPassage;
import dev.rapporteur.knowledge.Validity;
import dev.rapporteur.knowledge.extraction.FileDocumentReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LucenePassageRetrieverTest {
  private static final Validity ALWAYS = Validity.ALWAYS;

  @TempDir private Path folder;
  private final List<LucenePassageRetriever> opened = new ArrayList<>();
  private Path documents;
  private Path index;

  @BeforeEach
  void folders() throws IOException {
    documents = Files.createDirectory(folder.resolve("documents"));
    index = folder.resolve("index");
  }

  @AfterEach
  void close() {
    opened.forEach(LucenePassageRetriever::close);
  }

  @Test
  void findsThePassageThatAnswers() throws IOException {
    write(
        "plan.md",
        "# Plan\n\n## South\n\nThe South is to reach 20 % of sales by June 2024.\n\n## East\n\nEast holds its share.\n"
            .replace("share.", "share. " + "Nothing else is planned there. ".repeat(10)));

    List<RetrievedPassage> found = follow().retrieve(query("What share should the South reach?"));

    assertThat(found.getFirst().passage().text()).contains("20 % of sales");
    assertThat(found.getFirst().passage().document().title()).isEqualTo("Plan");
  }

  @Test
  void findsTraditionalBySimplifiedAndFullWidthByHalfWidth() throws IOException {
    write("a.md", "# 戰略\n\n應收帳款週轉率在２０２４年下降。\n");
    write("b.md", "# 其他\n\n员工食堂每周供应两次面条。\n");

    LucenePassageRetriever retriever = follow();

    assertThat(documents(retriever, "应收帐款周转率 2024年")).first().isEqualTo("s/a.md");
  }

  @Test
  void findsOtherFormsOfAWordAndOtherWordsForAThing() throws IOException {
    write("a.md", "# A\n\nThe warehouses were relocated in spring.\n");
    write("b.md", "# B\n\n地区生产总值增长5.5%左右。\n");

    LucenePassageRetriever retriever = follow();

    assertThat(documents(retriever, "relocating a warehouse")).first().isEqualTo("s/a.md");
    assertThat(documents(retriever, "GDP目标是多少？")).first().isEqualTo("s/b.md");
  }

  @Test
  void tellsNothingOfDocumentsThatMayNotBeRead() throws IOException {
    Files.createDirectories(documents.resolve("all"));
    Files.createDirectories(documents.resolve("board"));
    write("all/plan.md", "# Plan\n\nThe merger of the two warehouses is planned for May.\n");
    write("all/other.md", "# Other\n\nLunch is served at noon in the canteen.\n");
    var source =
        new DocumentSourceDefinition(
            "s", documents, Map.of("all", rules("employee"), "board", rules("board")), Map.of());
    List<RetrievedPassage> before = open(source).retrieve(query("merger of warehouses"));

    for (int i = 0; i < 50; i++) {
      write(
          "board/secret" + i + ".md",
          "# Merger\n\nThe merger with Larkfield number " + i + " is secret.\n");
    }
    LucenePassageRetriever retriever = open(source);

    assertThat(retriever.retrieve(query("merger of warehouses")))
        .as("same passages with the same scores, as if the others did not exist")
        .isEqualTo(before);
    assertThat(retriever.retrieve(query("Larkfield"))).isEmpty();
    assertThat(retriever.retrieve(queryAs(Set.of("board"), "Larkfield"))).isNotEmpty();
    assertThat(retriever.retrieve(queryAs(Set.of(), "merger"))).isEmpty();
  }

  @Test
  void movesADocumentWithItsRoles() throws IOException {
    write("plan.md", "# Plan\n\nThe merger is planned for May.\n");
    open(DocumentSourceDefinition.readableBy(Set.of("employee"), "s", documents)).close();
    var forTheBoard = DocumentSourceDefinition.readableBy(Set.of("board"), "s", documents);

    LucenePassageRetriever retriever = open(forTheBoard);

    assertThat(retriever.retrieve(query("merger"))).isEmpty();
    assertThat(retriever.retrieve(queryAs(Set.of("board"), "merger"))).hasSize(1);
  }

  @Test
  void leavesOutWhatDoesNotHoldInThePeriod() throws IOException {
    write("old.md", "# Targets\n\nThe target is 12 million.\n");
    write("new.md", "# Targets\n\nThe target is 15 million.\n");
    Validity year2023 = new Validity(LocalDate.of(2023, 1, 1), LocalDate.of(2023, 12, 31));
    Validity from2024 = new Validity(LocalDate.of(2024, 1, 1), LocalDate.MAX);
    var source =
        new DocumentSourceDefinition(
            "s",
            documents,
            Map.of(".", rules("employee")),
            Map.of("old.md", valid(year2023), "new.md", valid(from2024)));
    Validity march = new Validity(LocalDate.of(2024, 3, 1), LocalDate.of(2024, 3, 31));

    LucenePassageRetriever retriever = open(source);

    assertThat(retriever.retrieve(new PassageQuery("target", Set.of("employee"), march, 5, 1000)))
        .extracting(found -> found.passage().document().id())
        .containsExactly("s/new.md");
  }

  @Test
  void followsFilesThatComeChangeAndGo() throws IOException {
    write("a.md", "# A\n\nAlpha.\n");
    write("b.md", "# B\n\nBravo.\n");
    LucenePassageRetriever retriever = retriever(Optional.empty());
    assertThat(retriever.follow(line -> {}).added()).isEqualTo(2);

    write("a.md", "# A\n\nAlpha became Zulu with more words.\n");
    write("c.md", "# C\n\nCharlie.\n");
    Files.delete(documents.resolve("b.md"));
    IndexingResult result = retriever.follow(line -> {});

    assertThat(result)
        .extracting(IndexingResult::added, IndexingResult::changed, IndexingResult::removed)
        .containsExactly(1, 1, 1);
    assertThat(documents(retriever, "Zulu")).containsExactly("s/a.md");
    assertThat(documents(retriever, "Bravo")).isEmpty();
    assertThat(retriever.follow(line -> {}).changed()).isZero();
  }

  @Test
  void makesADamagedIndexAnew() throws IOException {
    write("a.md", "# A\n\nAlpha.\n");
    follow().close();
    try (Stream<Path> files = Files.walk(index)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
      }
    }
    List<String> told = new ArrayList<>();
    LucenePassageRetriever retriever = retriever(Optional.empty());

    retriever.follow(told::add);

    assertThat(told).anyMatch(line -> line.contains("made anew"));
    assertThat(documents(retriever, "Alpha")).containsExactly("s/a.md");
  }

  @Test
  void skipsWhatItCannotReadAndKeepsTheRest() throws IOException {
    write("good.md", "# Good\n\nAlpha.\n");
    write("empty.md", "");
    Files.write(documents.resolve("wrong.docx"), "no archive".getBytes(StandardCharsets.UTF_8));
    Files.write(documents.resolve("broken.docx"), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});
    Files.createSymbolicLink(documents.resolve("out.md"), Path.of("/etc/hostname"));
    LucenePassageRetriever retriever = retriever(Optional.empty());

    IndexingResult result = retriever.follow(line -> {});

    assertThat(result.skipped())
        .extracting(Skipped::document)
        .containsExactlyInAnyOrder("s/empty.md", "s/broken.docx", "s/out.md");
    assertThat(documents(retriever, "Alpha")).containsExactly("s/good.md");
  }

  @Test
  void foldsWhatSaysTheSameAndShowsWhatContradicts() throws IOException {
    String target =
        "# Targets\n\nThe South region is to reach %d percent of the company's sales by June.\n";
    write("a.md", target.formatted(20));
    write("b.md", target.formatted(20).replace("is to reach", "is now to reach"));
    write("c.md", target.formatted(15));

    assertThat(documents(follow(), "South target share of sales")).hasSize(2).contains("s/c.md");
  }

  @Test
  void staysWithinTheTokenBudgetButGivesTheBest() throws IOException {
    for (int i = 0; i < 6; i++) {
      write("d" + i + ".md", "# D\n\n" + ("growth number " + i + " and other words ").repeat(20));
    }
    LucenePassageRetriever retriever = follow();

    assertThat(retriever.retrieve(new PassageQuery("growth", Set.of("employee"), ALWAYS, 5, 1)))
        .hasSize(1);
    assertThat(
            retriever.retrieve(new PassageQuery("growth", Set.of("employee"), ALWAYS, 5, 10_000)))
        .hasSize(5);
  }

  @Test
  void takesAnyTextAsAQuery() throws IOException {
    write("a.md", "# A\n\nAlpha.\n");
    LucenePassageRetriever retriever = follow();

    assertThat(retriever.retrieve(query(""))).isEmpty();
    assertThat(retriever.retrieve(query("?!*:\"(AND OR"))).isEmpty();
    assertThat(retriever.retrieve(query("alpha ".repeat(3000)))).hasSize(1);
    assertThat(retriever.retrieve(query(numbers(3000)))).isEmpty();
  }

  @Test
  void findsByMeaningWhatSharesNoWord() throws IOException {
    write("a.md", "# Vehicles\n\nEach lorry is replaced after eight years.\n");
    write("b.md", "# Canteen\n\nLunch is served at noon.\n");
    LucenePassageRetriever byWords = follow();
    assertThat(documents(byWords, "truck")).isEmpty();

    LucenePassageRetriever byMeaning = retriever(Optional.of(new ConceptEmbedder()));
    byMeaning.follow(line -> {});

    assertThat(documents(byMeaning, "truck")).first().isEqualTo("s/a.md");
  }

  /** Vectors with one axis for each of a few concepts. */
  private static final class ConceptEmbedder implements PassageEmbedder {
    private static final List<String> CONCEPTS =
        List.of("lorry|truck|vehicle", "lunch|noon|canteen");

    @Override
    public String model() {
      return "concepts-1";
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
      return texts.stream().map(this::embedQuery).toList();
    }

    @Override
    public float[] embedQuery(String text) {
      float[] vector = new float[CONCEPTS.size()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] =
            text.toLowerCase(java.util.Locale.ROOT).matches("(?s).*(?:" + CONCEPTS.get(i) + ").*")
                ? 1
                : 0.1f;
      }
      return vector;
    }
  }

  private LucenePassageRetriever follow() {
    LucenePassageRetriever retriever = retriever(Optional.empty());
    retriever.follow(line -> {});
    return retriever;
  }

  private LucenePassageRetriever retriever(Optional<PassageEmbedder> embedder) {
    var source = DocumentSourceDefinition.readableBy(Set.of("employee"), "s", documents);
    var retriever =
        new LucenePassageRetriever(index, List.of(source), new FileDocumentReader(), embedder);
    opened.add(retriever);
    return retriever;
  }

  private LucenePassageRetriever open(DocumentSourceDefinition source) {
    var retriever =
        new LucenePassageRetriever(
            index, List.of(source), new FileDocumentReader(), Optional.empty());
    opened.add(retriever);
    retriever.follow(line -> {});
    return retriever;
  }

  private static PassageQuery query(String text) {
    return queryAs(Set.of("employee"), text);
  }

  private static PassageQuery queryAs(Set<String> roles, String text) {
    return new PassageQuery(text, roles, ALWAYS, 5, 4000);
  }

  private static List<String> documents(LucenePassageRetriever retriever, String text) {
    return retriever.retrieve(query(text)).stream()
        .map(RetrievedPassage::passage)
        .map(Passage::document)
        .map(document -> document.id())
        .toList();
  }

  private static DocumentRules rules(String role) {
    return new DocumentRules(
        Optional.empty(), Optional.empty(), Set.of(role), Optional.empty(), Optional.empty());
  }

  private static DocumentRules valid(Validity validity) {
    return new DocumentRules(
        Optional.empty(), Optional.empty(), Set.of(), Optional.of(validity), Optional.empty());
  }

  private static String numbers(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("unknown").append(i).append(' ');
    }
    return text.toString();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(documents.resolve(name), text);
  }
}
