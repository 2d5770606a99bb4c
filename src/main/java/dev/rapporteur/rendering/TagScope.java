package dev.rapporteur.rendering;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The names that a tag can use where it stands: those of the row it is in, then those of the rows
 * and of the report around it.
 */
public final class TagScope {
  private final ContentValue.Fields own;
  private final Optional<TagScope> outer;

  private TagScope(ContentValue.Fields own, Optional<TagScope> outer) {
    this.own = own;
    this.outer = outer;
  }

  /** The names of the whole report. */
  public static TagScope of(ContentValue.Fields root) {
    return new TagScope(root, Optional.empty());
  }

  /** The names inside one row of a loop. */
  public TagScope inRow(ContentValue.Fields row) {
    return new TagScope(row, Optional.of(this));
  }

  /** The value of that name, if there is one. */
  public Optional<ContentValue> find(TagPath path) {
    List<String> segments = path.segments();
    ContentValue value = first(segments.getFirst());
    for (int i = 1; i < segments.size() && value != null; i++) {
      value =
          value instanceof ContentValue.Fields group ? group.values().get(segments.get(i)) : null;
    }
    return Optional.ofNullable(value);
  }

  /**
   * The value a tag shows.
   *
   * @throws TagException if there is none
   */
  public ContentValue value(TemplateTag.Value tag) {
    return required(tag, tag.path());
  }

  /**
   * The scopes of a loop, one for each row.
   *
   * @throws TagException if the name is not known or not a list
   */
  public List<TagScope> rows(TemplateTag.Each tag) {
    if (required(tag, tag.path()) instanceof ContentValue.Rows list) {
      return list.rows().stream().map(this::inRow).toList();
    }
    throw new TagException(
        new TagFault(
            tag.start(),
            "\""
                + tag.path()
                + "\" is not a list, so {{#each "
                + tag.path()
                + "}} cannot go over it",
            "use {{#if " + tag.path() + "}} for a condition"));
  }

  /**
   * Whether a condition holds: a flag is set, a text is not empty, a list has rows.
   *
   * @throws TagException if the name is not known
   */
  public boolean holds(TemplateTag.If tag) {
    return switch (required(tag, tag.path())) {
      case ContentValue.Flag flag -> flag.set();
      case ContentValue.Text text -> !text.text().isBlank();
      case ContentValue.Rows list -> !list.rows().isEmpty();
      case ContentValue.Fields group -> !group.values().isEmpty();
      case ContentValue.Narrative narrative -> !narrative.block().paragraphs().isEmpty();
      case ContentValue.Table table -> !table.table().rows().isEmpty();
      case ContentValue.Number ignored -> true;
      case ContentValue.Chart ignored -> true;
      case ContentValue.Image ignored -> true;
    };
  }

  private ContentValue required(TemplateTag tag, TagPath path) {
    return find(path).orElseThrow(() -> new TagException(unknown(tag, path)));
  }

  private ContentValue first(String name) {
    ContentValue value = own.values().get(name);
    return value == null && outer.isPresent() ? outer.get().first(name) : value;
  }

  private TagFault unknown(TemplateTag tag, TagPath path) {
    List<String> known = new ArrayList<>();
    Set<String> names = names();
    for (String segment : path.segments()) {
      if (!names.contains(segment)) {
        return new TagFault(
            tag.start(), "\"" + path + "\" is not known here", TagHint.of(segment, names));
      }
      known.add(segment);
      names = inside(new TagPath(known));
    }
    return new TagFault(tag.start(), "\"" + path + "\" is not known here", "");
  }

  private Set<String> inside(TagPath path) {
    Function<ContentValue, Set<String>> names =
        value -> value instanceof ContentValue.Fields group ? group.values().keySet() : Set.of();
    return find(path).map(names).orElse(Set.of());
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>(own.values().keySet());
    outer.ifPresent(around -> names.addAll(around.names()));
    return names;
  }
}
