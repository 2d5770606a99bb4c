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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    String language = definition.locale().getLanguage();
    // A document speaks of the whole, and its numbers are none of a part's business.
    boolean isWhole = dossier.run().request().scope().isWhole();
    List<List<Passage>> passages =
        definition.sections().parallelStream()
            .map(
                section ->
                    section.documents().isEmpty() || !isWhole
                        ? List.<Passage>of()
                        : retrieve(dossier, section, roles, language))
            .toList();
    Map<String, List<Passage>> found = new LinkedHashMap<>();
    for (int i = 0; i < passages.size(); i++) {
      found.put(definition.sections().get(i).id(), passages.get(i));
    }
    return found;
  }

  /** What the section asks for comes first, then what speaks of the entities that moved most. */
  private List<Passage> retrieve(
      RunDossier dossier, SectionDefinition section, Set<String> roles, String language) {
    Validity period = Validity.during(dossier.run().request().period());
    String moved = entities(dossier.figures().orElseThrow(), section);
    Set<Passage> found = new LinkedHashSet<>();
    for (String text : List.of(section.documents(), section.documents() + " " + moved)) {
      retriever.retrieve(new PassageQuery(text, roles, period, PASSAGES * 4, TOKENS * 4)).stream()
          .map(RetrievedPassage::passage)
          .filter(passage -> passage.document().language().startsWith(language))
          .limit(PASSAGES)
          .forEach(found::add);
    }
    return found.stream().limit(PASSAGES + 2).toList();
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
