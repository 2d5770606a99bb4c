package dev.rapporteur.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.model.ModelSettings;
import dev.rapporteur.model.triton.TritonProvider;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.testing.TritonServer;
import dev.rapporteur.writing.rules.RuleBasedWriter;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The writer over the real Triton server with the scripted model behind it. */
class ModelWriterIT {
  private static final ReportingPeriod MARCH = ReportingPeriod.month(2024, 3);
  private static final String GOOD =
      answer("Sales came to {{sales}}, {{sales.yoy|magnitude}} less than a year ago [p1].");

  @RegisterExtension static final TritonServer triton = TritonServer.serving("report_writer");

  private static SampleBriefs samples;
  private static List<NarrativeBrief> english;
  private static List<NarrativeBrief> chinese;

  private ModelConnection model;
  private ModelWriter writer;

  @BeforeAll
  static void readSamples() throws IOException {
    samples = new SampleBriefs();
    english = samples.briefs("sales-monthly", MARCH);
    chinese = samples.briefs("sales-monthly-zh", MARCH);
  }

  @AfterAll
  static void closeSamples() {
    samples.close();
  }

  @BeforeEach
  void connect() {
    model = new TritonProvider().connect(triton.url(), ModelSettings.standard().withAttempts(1));
    writer = new ModelWriter(model, RecordedAnswers.NONE, new RuleBasedWriter());
  }

  @AfterEach
  void disconnect() {
    model.close();
  }

  @Test
  void takesAnAnswerThatRefersToFiguresAndPassages() {
    triton.answers().always().answer(GOOD);
    SectionDraft draft = writer.write(english.getFirst());
    assertThat(draft.writer()).isEqualTo(SectionDraft.Writer.MODEL);
    assertThat(draft.remark()).isEmpty();
    SectionDraft.Paragraph paragraph = draft.paragraphs().getFirst();
    assertThat(FigureReference.in(paragraph.text()))
        .extracting(FigureReference::id)
        .containsExactly("sales", "sales.yoy");
    assertThat(paragraph.citations())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.label()).isEqualTo("p1");
              assertThat(english.getFirst().passages().getFirst().text())
                  .contains(one.citation().quote());
            });
  }

  @Test
  void asksWithTheCommonTextFirstAndTheInstructionLast() {
    triton.answers().always().answer(GOOD);
    writer.write(english.get(0));
    writer.write(english.get(2));
    List<String> prompts =
        triton.answers().requests().stream().map(note -> note.get("prompt").asString()).toList();
    int shared = 0;
    while (prompts.get(0).charAt(shared) == prompts.get(1).charAt(shared)) {
      shared++;
    }
    assertThat(prompts.get(0).substring(0, shared))
        .contains("{{sales}} | Sales | 44.2 million yuan", "{{sales-to-date.yoy}}")
        .doesNotContain("{{region-target.central.gap}}");
    assertThat(prompts.get(1).substring(shared))
        .contains(
            "{{region-target.central.gap}}",
            "The regional heads comment on these",
            "Answer first: which region decided");
  }

  @Test
  void sendsABrokenAnswerBackOnceWithTheReason() {
    triton.answers().always().times(1).answer(answer("Sales came to {{turnover}}."));
    triton.answers().always().answer(GOOD);
    SectionDraft draft = writer.write(english.getFirst());
    assertThat(draft.writer()).isEqualTo(SectionDraft.Writer.MODEL);
    assertThat(lastPrompt())
        .contains("Sales came to {{turnover}}.", "there is no figure {{turnover}}");
  }

  @Test
  void sendsAnAnswerThatIsNotJsonBackOnce() {
    triton.answers().always().times(1).answer("Sales fell, as everybody knows.");
    triton.answers().always().answer(GOOD);
    SectionDraft draft = writer.write(english.getFirst());
    assertThat(draft.writer()).isEqualTo(SectionDraft.Writer.MODEL);
    assertThat(lastPrompt()).contains("Sales fell, as everybody knows.", "not the JSON asked for");
  }

  @Test
  void leavesTheSectionToTheRulesAfterTwoBrokenAnswersAndSaysSo() {
    triton.answers().always().answer(answer("销售额为{{sales}}，见[p9]。"));
    SectionDraft draft = writer.write(chinese.getFirst());
    assertThat(triton.answers().requests()).hasSize(2);
    assertThat(draft.writer()).isEqualTo(SectionDraft.Writer.RULES);
    assertThat(draft.remark()).contains("没有摘录[p9]").contains("内置规则");
    assertThat(draft.paragraphs().getFirst().text()).startsWith("3月实现销售额{{sales}}");
  }

  @Test
  void leavesTheSectionToTheRulesWhereTheAnswerNeverEnds() {
    triton.answers().always().answer("{\"paragraphs\": [" + "{\"text\": \"a\"},".repeat(2_000));
    SectionDraft draft = writer.write(english.getFirst());
    assertThat(draft.writer()).isEqualTo(SectionDraft.Writer.RULES);
    assertThat(draft.remark()).contains("cut off before its end");
  }

  @Test
  void leavesTheSectionToTheRulesWhereTheModelFails() {
    triton.answers().always().behave("fail", 0);
    SectionDraft draft = writer.write(english.getFirst());
    assertThat(draft.writer()).isEqualTo(SectionDraft.Writer.RULES);
    assertThat(draft.remark()).contains("gave no answer");
  }

  @Test
  void refusesWhatDoesNotBelongIntoAReport() {
    for (String text :
        List.of("**Sales** came to {{sales}}.", "Sales: {{sales", "销售额为{{sales}}。", "## Sales")) {
      triton.answers().clear();
      triton.answers().always().answer(answer(text));
      assertThat(writer.write(english.getFirst()).writer())
          .as(text)
          .isEqualTo(SectionDraft.Writer.RULES);
    }
  }

  @Test
  void writesAgainWithTheObjections() {
    triton.answers().when("is less than").last("rose by").answer(GOOD);
    triton.answers().always().answer(GOOD);
    SectionDraft first = writer.write(english.getFirst());
    SectionDraft second =
        writer.rewrite(english.getFirst(), first, List.of("\"rose by\": sales fell by 11.4%"));
    assertThat(second.writer()).isEqualTo(SectionDraft.Writer.MODEL);
    assertThat(lastPrompt())
        .contains("\"rose by\": sales fell by 11.4%", "less than a year ago [p1]");
  }

  @Test
  void givesTheRecordedAnswerAgain() {
    triton.answers().always().answer(GOOD);
    Map<String, String> kept = new ConcurrentHashMap<>();
    RecordedAnswers recorded =
        new RecordedAnswers() {
          @Override
          public Optional<String> find(String key) {
            return Optional.ofNullable(kept.get(key));
          }

          @Override
          public void keep(String key, String answer) {
            kept.putIfAbsent(key, answer);
          }
        };
    SectionDraft first =
        new ModelWriter(model, recorded, new RuleBasedWriter()).write(english.getFirst());
    SectionDraft second =
        new ModelWriter(model, recorded, new RuleBasedWriter()).write(english.getFirst());
    assertThat(second).isEqualTo(first);
    assertThat(triton.answers().requests()).hasSize(1);
    assertThat(kept.keySet()).allMatch(key -> key.matches("[0-9a-f]{64}"));
  }

  @Test
  void writesAllSectionsAtTheSameTimeTheFirstOneLeading() {
    triton.answers().always().with("answer", GOOD).with("firstMs", 200).with("tokenMs", 20).write();
    List<String> written = Collections.synchronizedList(new ArrayList<>());
    WritingProgress progress =
        new WritingProgress() {
          @Override
          public void started(String section) {}

          @Override
          public void written(SectionDraft section, java.time.Duration took) {
            written.add(section.section());
          }
        };
    NarrativeDraft draft =
        new DraftWriter(writer, Clock.systemUTC(), progress)
            .write(
                english.getFirst().definition().sections(),
                (section, earlier) ->
                    english.stream()
                        .filter(brief -> brief.section().equals(section))
                        .findFirst()
                        .orElseThrow());
    assertThat(draft.sections())
        .extracting(SectionDraft::section)
        .containsExactly("overview", "drivers", "regions", "products", "plan", "risks");
    assertThat(draft.sections()).allMatch(one -> one.writer() == SectionDraft.Writer.MODEL);
    assertThat(written).hasSize(6);
    // All were asked before the first answer had ended.
    List<String> events =
        triton.answers().notes().stream().map(note -> note.get("event").asString()).toList();
    assertThat(events.subList(0, 6)).containsOnly("begin");
  }

  private static String answer(String text) {
    return JsonMapper.shared()
        .writeValueAsString(Map.of("paragraphs", List.of(Map.of("text", text, "bullet", false))));
  }

  private String lastPrompt() {
    List<JsonNode> requests = triton.answers().requests();
    return requests.getLast().get("prompt").asString();
  }
}
