package dev.rapporteur.pipeline;

import dev.rapporteur.access.Role;
import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.FigureSheet;
import dev.rapporteur.analysis.Measure;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.knowledge.PassageQuery;
import dev.rapporteur.knowledge.PassageRetriever;
import dev.rapporteur.knowledge.RetrievedPassage;
import dev.rapporteur.knowledge.Validity;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.SectionDefinition;
import dev.rapporteur.report.ReportingPeriod;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the passages that bear on each section. */
final class RetrieveStep {
  private static final int PASSAGES = 4;
  private static final int TOKENS = 1_500;

  /** So many of a section's entities, those that moved most, are looked for by name. */
  private static final int ENTITIES = 3;

  private final PassageRetriever retriever;

  RetrieveStep(PassageRetriever retriever) {
    this.retriever = retriever;
  }

  Map<String, List<Passage>> retrieve(RunDossier dossier) {
    ReportDefinition definition = dossier.definition();
    Set<String> roles =
        dossier.run().request().cause().actor().roles().stream()
            .map(Role::name)
            .collect(Collectors.toSet());
    Map<String, List<Passage>> found = new LinkedHashMap<>();
    for (SectionDefinition section : definition.sections()) {
      found.put(
          section.id(),
          section.documents().isEmpty()
              ? List.of()
              : retrieve(dossier, section, roles, definition.locale().getLanguage()));
    }
    return found;
  }

  private List<Passage> retrieve(
      RunDossier dossier, SectionDefinition section, Set<String> roles, String language) {
    ReportingPeriod period = dossier.run().request().period();
    String text = section.documents() + " " + entities(dossier.figures().orElseThrow(), section);
    PassageQuery query =
        new PassageQuery(text, roles, Validity.during(period), PASSAGES * 4, TOKENS * 4);
    return retriever.retrieve(query).stream()
        .map(RetrievedPassage::passage)
        .filter(passage -> passage.document().language().startsWith(language))
        .limit(PASSAGES)
        .toList();
  }

  /** The entities of the section that moved most. */
  private static String entities(FigureSheet sheet, SectionDefinition section) {
    return sheet
        .figures()
        .filter(figure -> section.figures().contains(figure.metric()))
        .filter(figure -> figure.measure() == Measure.CHANGE)
        .filter(figure -> figure.entity().isPresent())
        .sorted(Comparator.comparing((Figure figure) -> figure.value().abs()).reversed())
        .map(Figure::entity)
        .flatMap(Optional::stream)
        .map(Entity::label)
        .distinct()
        .limit(ENTITIES)
        .collect(Collectors.joining(" "));
  }
}
