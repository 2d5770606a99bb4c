package dev.rapporteur.knowledge;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a definition says of a folder or a file; what it leaves out is taken from the folder above.
 *
 * @param title what a citation calls the document
 * @param language BCP 47 tag
 * @param roles who may read; empty where nothing is said
 * @param validity the days for which it speaks
 * @param owner who answers for it
 */
public record DocumentRules(
    Optional<String> title,
    Optional<String> language,
    Set<String> roles,
    Optional<Validity> validity,
    Optional<String> owner) {

  public DocumentRules {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(language, "language");
    roles = Set.copyOf(roles);
    Objects.requireNonNull(validity, "validity");
    Objects.requireNonNull(owner, "owner");
  }

  /** Says nothing. */
  static final DocumentRules NOTHING =
      new DocumentRules(
          Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Optional.empty());

  /** These rules, completed by those of the folder above. */
  DocumentRules within(DocumentRules above) {
    return new DocumentRules(
        title,
        language.or(above::language),
        roles.isEmpty() ? above.roles : roles,
        validity.or(above::validity),
        owner.or(above::owner));
  }
}
