package dev.rapporteur.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.knowledge.extraction.FileDocumentReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Invented filings in several layouts, each beside a list of what its tables state. */
class FilingsIT {
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}");

  private final ReportReader reader = new ReportReader(new FileDocumentReader());

  /** The same cell, as somebody who made the filing wrote it down. */
  private record Stated(String caption, String period, BigDecimal value) {

    static Stated of(String line) {
      JsonNode node = JsonMapper.shared().readTree(line);
      return new Stated(
          node.get("caption").asString(),
          node.get("period").asString(),
          new BigDecimal(node.get("value").asString()));
    }

    boolean is(Indicator indicator) {
      return indicator.value().compareTo(value) == 0
          && plain(indicator.name()).contains(plain(caption))
          && sameTime(indicator.period());
    }

    private boolean sameTime(String read) {
      return years(read).equals(years(period))
          && List.of("three", "six", "nine", "13", "39", "第一季", "第二季", "第三季", "第四季", "调整前").stream()
              .allMatch(
                  word ->
                      !word.matches("\\d+")
                          ? period.toLowerCase().contains(word) == read.toLowerCase().contains(word)
                          : period.startsWith(word) == read.startsWith(word));
    }

    private static Set<String> years(String words) {
      return YEAR.matcher(words).results().map(each -> each.group()).collect(Collectors.toSet());
    }

    private static String plain(String words) {
      return words
          .replaceAll("[（(][^（）()]*(?:元|号|填列|%)[^（）()]*[)）]", "")
          .replaceAll("^[一二三四五六七八九十\\d]+[、.]|^[（(][一二三四五]）", "")
          .replaceAll("^(?:其中|加|减)：", "")
          .replaceAll("[^\\p{L}\\p{N}]", "")
          .toLowerCase();
    }
  }

  @ParameterizedTest
  @CsvSource({
    // layout, truth, least share found
    "shaded-rows-en.pdf, shaded-rows-en, 1.0",
    "weeks-en.pdf, weeks-en, 1.0",
    "shaded-rows-en-layout.txt, shaded-rows-en, 1.0",
    "shaded-rows-en-lines.txt, shaded-rows-en, 0.85",
    "shaded-rows-en-columns.txt, shaded-rows-en, 0.4",
    "annual-report-zh-2-layout.txt, annual-report-zh-2, 0.9",
    "annual-report-zh-2-lines.txt, annual-report-zh-2, 0.8",
    "summary-zh-layout.txt, summary-zh, 0.7",
    "summary-zh-lines.txt, summary-zh, 0.6"
  })
  void readsWhatTheTablesState(String file, String truth, double least)
      throws IOException, URISyntaxException {
    List<Stated> stated =
        Files.readAllLines(resource(truth + ".jsonl")).stream().map(Stated::of).toList();
    List<Indicator> read = reader.read(resource(file)).indicators();

    List<Stated> missed = new ArrayList<>();
    for (Stated one : stated) {
      if (read.stream().noneMatch(one::is)) {
        missed.add(one);
      }
    }
    assertThat(1 - missed.size() / (double) stated.size())
        .as("read of %s; missed: %s", file, missed)
        .isGreaterThanOrEqualTo(least);
    assertThat(read)
        .as("no value under another row's name or another column's period")
        .filteredOn(
            one -> stated.stream().anyMatch(each -> each.value().compareTo(one.value()) == 0))
        .filteredOn(one -> one.value().abs().compareTo(BigDecimal.valueOf(1000)) > 0)
        .allSatisfy(one -> assertThat(stated).anyMatch(each -> loosely(each, one)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"shaded-rows-en.pdf", "shaded-rows-en-layout.txt", "shaded-rows-en-lines.txt"})
  void findsTheRisksByTheirHeadings(String file) throws URISyntaxException {
    assertThat(reader.read(resource(file)).risks())
        .extracting(Risk::risk)
        .contains(
            "Our business depends on a small number of suppliers for critical components.",
            "A material cybersecurity incident could disrupt our operations.",
            "Changes in trade policy, including tariffs, may adversely affect our results.",
            "Our indebtedness could limit our flexibility.");
  }

  /** The start of a year may be called the end of the one before. */
  private static boolean loosely(Stated stated, Indicator read) {
    return stated.is(read) || stated.period().contains("初") && read.value().equals(stated.value());
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(FilingsIT.class.getResource(name).toURI());
  }
}
