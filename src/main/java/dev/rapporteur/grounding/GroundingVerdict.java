package dev.rapporteur.grounding;

import java.util.List;
import java.util.Objects;

/** What the facts say about a claim. */
public sealed interface GroundingVerdict {

  /** The facts that decide it, as ids. */
  List<String> figures();

  /**
   * The facts give what the text says, within the rounding it shows.
   *
   * @param formula how the figures give the value: an id, or ids joined by operators
   */
  record Supported(List<String> figures, String formula) implements GroundingVerdict {
    public Supported {
      figures = List.copyOf(figures);
      Objects.requireNonNull(formula, "formula");
    }
  }

  /**
   * The facts speak of the same thing and say otherwise.
   *
   * @param dataSay what they say, in words
   */
  record Contradicted(List<String> figures, String dataSay) implements GroundingVerdict {
    public Contradicted {
      figures = List.copyOf(figures);
      Objects.requireNonNull(dataSay, "dataSay");
    }
  }

  /** No fact speaks of it. */
  record Unverifiable() implements GroundingVerdict {
    @Override
    public List<String> figures() {
      return List.of();
    }
  }
}
