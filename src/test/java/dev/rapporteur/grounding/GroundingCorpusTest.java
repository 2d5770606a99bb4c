package dev.rapporteur.grounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The corpus: narratives over the figures of fictional shops, a hospital, a carrier, hotels and
 * others, in which every claim is marked and some are planted errors. "Tuned" was looked at while
 * the verifier was written, "aside" was not. The thresholds are what was measured, less a little.
 */
class GroundingCorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/dev/rapporteur/grounding");
  private static final Path SAMPLE = Path.of("..", "shared", "data", "grounding-sample.jsonl");

  private final ClaimVerifier verifier = new ClaimVerifier();

  @Test
  void findsPlantedErrorsOfTheTunedEnglishPart() throws IOException {
    expect(score(corpus("tuned-en.jsonl")), 0.98, 0.97);
  }

  @Test
  void findsPlantedErrorsOfTheTunedChinesePart() throws IOException {
    expect(score(corpus("tuned-zh.jsonl")), 0.98, 0.97);
  }

  @Test
  void findsPlantedErrorsOfTheEnglishPartKeptAside() throws IOException {
    expect(score(corpus("aside-en.jsonl")), ASIDE_RECALL, ASIDE_PRECISION);
  }

  @Test
  void findsPlantedErrorsOfTheChinesePartKeptAside() throws IOException {
    expect(score(corpus("aside-zh.jsonl")), ASIDE_RECALL, ASIDE_PRECISION);
  }

  @Test
  void findsPlantedErrorsOfTheSample() throws IOException {
    assumeTrue(Files.exists(SAMPLE), "no developers' data beside the project");
    expect(score(Scoring.read(SAMPLE)), 0.95, 0.95);
  }

  @Test
  void givesTheSameFindingsAgain() throws IOException {
    Scoring.Narrative narrative = corpus("tuned-zh.jsonl").get(0);
    assertThat(new ClaimVerifier().verify(narrative.text(), narrative.facts()))
        .isEqualTo(verifier.verify(narrative.text(), narrative.facts()));
  }

  /** Every third honest number of the tuned part with its first digit changed, one at a time. */
  @Test
  void flagsAnHonestNumberWithAnotherDigit() throws IOException {
    int changed = 0;
    int flagged = 0;
    for (String file : List.of("tuned-en.jsonl", "tuned-zh.jsonl")) {
      for (Scoring.Narrative narrative : corpus(file)) {
        List<Scoring.Span> spans = narrative.spans();
        for (int i = 0; i < spans.size(); i += 3) {
          String text = Scoring.withAnotherDigit(narrative, spans.get(i));
          if (!spans.get(i).planted() && !text.isEmpty()) {
            changed++;
            Scoring.Span span = spans.get(i);
            boolean hit =
                verifier.verify(text, narrative.facts()).stream()
                    .anyMatch(
                        one ->
                            one.flagged() && one.start() < span.end() && span.start() < one.end());
            flagged += hit ? 1 : 0;
          }
        }
      }
    }
    assertThat(changed).isGreaterThan(500);
    assertThat((double) flagged / changed).isGreaterThan(0.98);
  }

  private static final double ASIDE_RECALL = 0.9;
  private static final double ASIDE_PRECISION = 0.86;

  private static List<Scoring.Narrative> corpus(String file) throws IOException {
    return Scoring.read(CORPUS.resolve(file), CORPUS.resolve("figures.json"));
  }

  private Scoring score(List<Scoring.Narrative> narratives) {
    Scoring scoring = new Scoring();
    narratives.forEach(one -> scoring.add(one, verifier.verify(one.text(), one.facts())));
    return scoring;
  }

  private static void expect(Scoring scoring, double recall, double precision) {
    assertThat(scoring.planted()).as("planted errors").isGreaterThan(5);
    assertThat(scoring.recall())
        .as("recall: %s %s", scoring, scoring.lines())
        .isGreaterThanOrEqualTo(recall);
    assertThat(scoring.precision())
        .as("precision: %s %s", scoring, scoring.lines())
        .isGreaterThanOrEqualTo(precision);
  }
}
