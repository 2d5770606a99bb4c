package dev.rapporteur.rendering;

/** A tag asks for what the content does not have. The renderer adds the place to it. */
public final class TagException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient TagFault fault;

  public TagException(TagFault fault) {
    super(fault.message());
    this.fault = fault;
  }

  public TagFault fault() {
    return fault;
  }
}
