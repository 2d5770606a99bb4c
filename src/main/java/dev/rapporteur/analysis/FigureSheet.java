package dev.rapporteur.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The figures of a run, in the order in which they were defined.
 *
 * @param entries by id
 * @param quality what was noticed about the data
 */
public record FigureSheet(Map<String, FigureEntry> entries, List<QualityFact> quality) {
  public FigureSheet {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    quality = List.copyOf(quality);
  }

  /** The sheet with more that was noticed; what is there already is not added. */
  public FigureSheet noting(List<QualityFact> noticed) {
    List<QualityFact> all = new ArrayList<>(quality);
    for (QualityFact fact : noticed) {
      boolean known =
          fact.kind() == QualityFact.Kind.NOT_CLOSED
              && all.stream().anyMatch(one -> one.kind() == fact.kind());
      if (!known) {
        all.add(fact);
      }
    }
    return new FigureSheet(entries, all);
  }

  public Optional<Figure> figure(String id) {
    return entries.get(id) instanceof Figure figure ? Optional.of(figure) : Optional.empty();
  }

  public Optional<MissingFigure> missing(String id) {
    return entries.get(id) instanceof MissingFigure missing
        ? Optional.of(missing)
        : Optional.empty();
  }

  public Stream<Figure> figures() {
    return entries.values().stream().filter(Figure.class::isInstance).map(Figure.class::cast);
  }

  /** The figures of one definition, such as {@code sales} or {@code regions}. */
  public Stream<Figure> ofMetric(String metric) {
    return figures().filter(figure -> figure.metric().equals(metric));
  }
}
