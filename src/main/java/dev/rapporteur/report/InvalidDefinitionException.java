package dev.rapporteur.report;

import java.util.List;
import java.util.stream.Collectors;

/** One or more files of a workspace are wrong; every mistake found is listed with its place. */
public final class InvalidDefinitionException extends RapporteurException {
  private static final long serialVersionUID = 1L;

  private final transient List<DefinitionError> errors;

  /**
   * @param errors at least one
   */
  public InvalidDefinitionException(List<DefinitionError> errors) {
    super(
        FailureKind.DEFINITION,
        errors.stream().map(DefinitionError::toString).collect(Collectors.joining("\n")),
        "");
    if (errors.isEmpty()) {
      throw new IllegalArgumentException("an invalid definition has at least one error");
    }
    this.errors = List.copyOf(errors);
  }

  public List<DefinitionError> errors() {
    return errors;
  }
}
