package dev.rapporteur.analysis;

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
