package dev.rapporteur.rendering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A template as a tree of loops and conditions over what it is made of.
 *
 * @param <L> what it is made of: stretches of text and values, as the kind of template needs them
 */
public sealed interface TagTree<L> {

  /** A stretch of the template. */
  record Leaf<L>(L content) implements TagTree<L> {}

  /** What is repeated for each row. */
  record Each<L>(TemplateTag.Each tag, List<TagTree<L>> body) implements TagTree<L> {
    public Each {
      body = List.copyOf(body);
    }
  }

  /** What is shown where a condition holds, and where not. */
  record If<L>(TemplateTag.If tag, List<TagTree<L>> then, List<TagTree<L>> otherwise)
      implements TagTree<L> {
    public If {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }
  }

  /**
   * Visits what a content shows of the template, in order.
   *
   * @throws TagException if a loop or a condition names what the content does not have
   */
  static <L> void fill(List<TagTree<L>> trees, TagScope scope, BiConsumer<L, TagScope> visitor) {
    for (TagTree<L> tree : trees) {
      switch (tree) {
        case Leaf<L> leaf -> visitor.accept(leaf.content(), scope);
        case Each<L> each -> {
          for (TagScope row : scope.rows(each.tag())) {
            fill(each.body(), row, visitor);
          }
        }
        case If<L> choice ->
            fill(scope.holds(choice.tag()) ? choice.then() : choice.otherwise(), scope, visitor);
      }
    }
  }

  /** Checks loops and conditions, and visits every leaf with the check that belongs to it. */
  static <L> void check(List<TagTree<L>> trees, TagCheck check, BiConsumer<L, TagCheck> visitor) {
    for (TagTree<L> tree : trees) {
      switch (tree) {
        case Leaf<L> leaf -> visitor.accept(leaf.content(), check);
        case Each<L> each -> check(each.body(), check.loop(each.tag()), visitor);
        case If<L> choice -> {
          check.condition(choice.tag());
          check(choice.then(), check, visitor);
          check(choice.otherwise(), check, visitor);
        }
      }
    }
  }

  /** Makes a tree of leaves and tags that come in the order of the template. */
  final class Builder<L> {
    private final Consumer<TagFault> faults;
    private final Deque<Open<L>> open = new ArrayDeque<>();

    /** A block tag that is not closed yet, with what came since it or since its else. */
    private static final class Open<L> {
      final Optional<TemplateTag> tag;
      final List<TagTree<L>> trees = new ArrayList<>();
      Optional<List<TagTree<L>>> then = Optional.empty();

      Open(Optional<TemplateTag> tag) {
        this.tag = tag;
      }
    }

    /** A builder that tells {@code faults} of tags without their counterpart. */
    public Builder(Consumer<TagFault> faults) {
      this.faults = faults;
      open.push(new Open<>(Optional.empty()));
    }

    /** Takes a stretch of the template. */
    public void leaf(L content) {
      open.peek().trees.add(new Leaf<>(content));
    }

    /** Takes a block tag; other tags are leaves or leave nothing. */
    public void block(TemplateTag tag) {
      switch (tag) {
        case TemplateTag.Each each -> open.push(new Open<>(Optional.of(each)));
        case TemplateTag.If choice -> open.push(new Open<>(Optional.of(choice)));
        case TemplateTag.Else otherwise -> otherwise(otherwise);
        case TemplateTag.EndEach end -> endEach(end);
        case TemplateTag.EndIf end -> endIf(end);
        case TemplateTag.Value ignored -> {}
        case TemplateTag.Comment ignored -> {}
      }
    }

    /** The tree; block tags still open are told as faults. */
    public List<TagTree<L>> done() {
      while (open.size() > 1) {
        Open<L> unclosed = open.pop();
        unclosed.tag.ifPresent(
            tag -> faults.accept(new TagFault(tag.start(), tag.shown() + " is not closed", "")));
      }
      return open.peek().trees;
    }

    private void endEach(TemplateTag.EndEach end) {
      if (open.peek().tag.orElse(null) instanceof TemplateTag.Each each) {
        List<TagTree<L>> body = open.pop().trees;
        open.peek().trees.add(new Each<>(each, body));
      } else {
        unmatched(end, "{{#each}}");
      }
    }

    private void endIf(TemplateTag.EndIf end) {
      if (open.peek().tag.orElse(null) instanceof TemplateTag.If choice) {
        Open<L> closed = open.pop();
        open.peek()
            .trees
            .add(
                closed
                    .then
                    .map(then -> new If<>(choice, then, closed.trees))
                    .orElseGet(() -> new If<>(choice, closed.trees, List.of())));
      } else {
        unmatched(end, "{{#if}}");
      }
    }

    private void otherwise(TemplateTag.Else tag) {
      Open<L> choice = open.peek();
      if (choice.tag.orElse(null) instanceof TemplateTag.If && choice.then.isEmpty()) {
        choice.then = Optional.of(List.copyOf(choice.trees));
        choice.trees.clear();
      } else {
        unmatched(tag, "{{#if}}");
      }
    }

    private void unmatched(TemplateTag tag, String opening) {
      faults.accept(
          new TagFault(
              tag.start(),
              tag.shown() + " has no " + opening + " before it",
              open.peek().tag.map(before -> before.shown() + " is still open").orElse("")));
    }
  }
}
