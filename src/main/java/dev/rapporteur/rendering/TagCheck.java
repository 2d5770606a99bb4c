package dev.rapporteur.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Checks tags against a content without rendering it: both sides of a condition, and the inside of
 * a loop against all of its rows. A name is known if any row has it, since rows differ in what they
 * offer; the inside of a loop without rows cannot be checked.
 */
public final class TagCheck {
  private final List<TagScope> scopes;
  private final Consumer<TagFault> faults;

  private TagCheck(List<TagScope> scopes, Consumer<TagFault> faults) {
    this.scopes = scopes;
    this.faults = faults;
  }

  /** A check of tags that stand outside of any loop; mistakes go to {@code faults}. */
  public static TagCheck of(ContentValue.Fields root, Consumer<TagFault> faults) {
    return new TagCheck(List.of(TagScope.of(root)), faults);
  }

  /** Checks a condition. */
  public void condition(TemplateTag.If tag) {
    all(scope -> scope.holds(tag));
  }

  /** Checks a loop and gives the check of its inside. */
  public TagCheck loop(TemplateTag.Each tag) {
    List<List<TagScope>> rows = all(scope -> scope.rows(tag));
    return new TagCheck(rows.stream().flatMap(List::stream).toList(), faults);
  }

  /** The values that a tag would show, one for each row that has it; checked to exist. */
  public List<ContentValue> values(TemplateTag.Value tag) {
    return all(scope -> scope.value(tag));
  }

  private <T> List<T> all(Function<TagScope, T> look) {
    List<T> found = new ArrayList<>();
    Optional<TagFault> refused = Optional.empty();
    for (TagScope scope : scopes) {
      try {
        found.add(look.apply(scope));
      } catch (TagException without) {
        refused = refused.or(() -> Optional.of(without.fault()));
      }
    }
    if (found.isEmpty()) {
      refused.ifPresent(faults);
    }
    return found;
  }
}
