package dev.rapporteur.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Heading;
import dev.rapporteur.knowledge.DocumentContent.ListItem;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import dev.rapporteur.knowledge.DocumentContent.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PassageSplitterTest {
  private static final StrategyDocument DOCUMENT =
      new StrategyDocument("strategy/plan.md", "Plan", "v1", "en");
  private final PassageSplitter splitter = new PassageSplitter(120, 20);

  @Test
  void makesOnePassageOfASectionAndKeepsTheWayToIt() {
    List<Passage> passages =
        split(
            new Heading(1, 1, "Regions"),
            new Heading(1, 2, "South"),
            new Paragraph(2, words(60)),
            new Heading(3, 2, "East"),
            new Paragraph(3, words(60)));

    assertThat(passages)
        .extracting(Passage::headingPath)
        .containsExactly("Regions > South", "Regions > East");
    assertThat(passages.getFirst().page()).isEqualTo(OptionalInt.of(2));
  }

  @Test
  void readsAVeryShortSectionTogetherWithTheNext() {
    List<Passage> passages =
        split(
            new Heading(0, 1, "Targets"),
            new Heading(0, 2, "South"),
            new Paragraph(0, "Fifteen percent."),
            new Heading(0, 2, "East"),
            new Paragraph(0, "Hold the share."));

    assertThat(passages).hasSize(1);
    assertThat(passages.getFirst().headings()).containsExactly("Targets");
    assertThat(passages.getFirst().text())
        .isEqualTo("South\nFifteen percent.\nEast\nHold the share.");
  }

  @Test
  void repeatsTheLastSentenceWhereALongSectionIsCut() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      blocks.add(new Paragraph(0, words(20) + " End of paragraph " + i + "."));
    }

    List<Passage> passages = split(blocks.toArray(Block[]::new));

    assertThat(passages).hasSizeGreaterThan(2);
    for (int i = 1; i < passages.size(); i++) {
      String before = passages.get(i - 1).text();
      String last = before.substring(before.lastIndexOf("End of paragraph"));
      assertThat(passages.get(i).text()).contains(last);
    }
  }

  @Test
  void keepsATableWholeAndASentenceWithTheListItLeadsTo() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Region", "Target"));
    for (int i = 0; i < 25; i++) {
      rows.add(List.of("Region " + i, Integer.toString(i)));
    }

    List<Passage> passages =
        split(
            new Paragraph(0, words(40)),
            new Paragraph(0, words(20) + " The targets are:"),
            new Table(0, rows),
            new ListItem(0, "- more"));

    Passage table =
        passages.stream().filter(p -> p.text().contains("Region 0 | 0")).findFirst().orElseThrow();
    assertThat(table.text()).contains("Region 24 | 24").contains("The targets are:");
  }

  @Test
  void repeatsTheHeadOfATableThatIsTooLong() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Region", "Target"));
    for (int i = 0; i < 200; i++) {
      rows.add(List.of("Region " + i, Integer.toString(i)));
    }

    assertThat(split(new Table(0, rows)))
        .hasSizeGreaterThan(3)
        .allSatisfy(passage -> assertThat(passage.text()).startsWith("Region | Target"));
  }

  @Test
  void namesEqualWordsByEqualIds() {
    Block paragraph = new Paragraph(0, words(30));

    assertThat(split(paragraph).getFirst().id()).isEqualTo(split(paragraph).getFirst().id());
    assertThat(split(new Paragraph(0, words(31))).getFirst().id())
        .isNotEqualTo(split(paragraph).getFirst().id());
  }

  @Test
  void boundsTextThatHasNoSentences() {
    String endless = "字".repeat(5_000);

    assertThat(split(new Paragraph(0, endless)))
        .allSatisfy(passage -> assertThat(passage.text().length()).isLessThanOrEqualTo(240));
  }

  private List<Passage> split(Block... blocks) {
    return splitter.split(DOCUMENT, new DocumentContent(Optional.empty(), 0, List.of(blocks)));
  }

  private static String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "Word" : " word").append(i);
    }
    return text.append('.').toString();
  }
}
