package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.docx.DraftChanges.FoundBy;
import dev.rapporteur.rendering.docx.DraftChanges.NumberChange;
import dev.rapporteur.rendering.docx.DraftChanges.ParagraphChange;
import dev.rapporteur.rendering.docx.DraftChanges.Unmatched;
import dev.rapporteur.rendering.docx.DraftParagraph.FigureText;
import dev.rapporteur.rendering.docx.DraftReader.Draft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what a reviewer changed in a draft, whatever editor was used. A narrative is found by its
 * content control, else by its bookmark, else by the likeness of its text; a number by the control
 * of its figure, else by its text. What cannot be matched is listed, never dropped.
 */
public final class DraftComparison {
  private final Draft original;
  private final Draft edited;
  private final List<ParagraphChange> paragraphs = new ArrayList<>();
  private final List<NumberChange> numbers = new ArrayList<>();
  private final List<Unmatched> unmatched = new ArrayList<>();

  private DraftComparison(Draft original, Draft edited) {
    this.original = original;
    this.edited = edited;
  }

  /**
   * The changes from the draft that was made to the one that came back.
   *
   * @param original the Word file as it was made
   * @param edited the Word file as it was uploaded
   * @throws RefusedPackageException if the upload is damaged or carries what is not allowed
   */
  public static DraftChanges between(byte[] original, byte[] edited) {
    DraftComparison comparison =
        new DraftComparison(DraftReader.read(original), DraftReader.read(edited));
    comparison.compare();
    return new DraftChanges(
        comparison.paragraphs, comparison.numbers, comparison.comments(), comparison.unmatched);
  }

  private void compare() {
    Map<String, List<DraftParagraph>> before = blocks(original.paragraphs());
    Map<String, List<DraftParagraph>> after = blocks(edited.paragraphs());
    before.forEach(
        (name, old) -> {
          List<DraftParagraph> now = after.get(name);
          if (now != null) {
            boolean controlled = now.stream().anyMatch(p -> p.control().isPresent());
            FoundBy foundBy = controlled ? FoundBy.CONTENT_CONTROL : FoundBy.BOOKMARK;
            TextLikeness.align(old, now, DraftParagraph::now)
                .forEach(pair -> narrative(name, pair, foundBy));
          }
        });
    List<DraftParagraph> oldRest = rest(original.paragraphs(), after);
    List<DraftParagraph> newRest = rest(edited.paragraphs(), before);
    TextLikeness.align(oldRest, newRest, DraftParagraph::now).forEach(this::outside);
  }

  /** The paragraphs of each narrative, with those in between that carry no mark. */
  private static Map<String, List<DraftParagraph>> blocks(List<DraftParagraph> all) {
    Map<String, List<DraftParagraph>> blocks = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Optional<String> name = all.get(i).block();
      if (name.isPresent() && !blocks.containsKey(name.get())) {
        blocks.put(name.get(), shown(all.subList(i, lastOf(all, name) + 1)));
      }
    }
    return blocks;
  }

  private static int lastOf(List<DraftParagraph> all, Optional<String> name) {
    int last = all.size() - 1;
    while (!all.get(last).block().equals(name)) {
      last--;
    }
    return last;
  }

  private static List<DraftParagraph> shown(List<DraftParagraph> all) {
    return all.stream().filter(p -> !p.now().isBlank() || !p.was().isBlank()).toList();
  }

  /** The paragraphs that are in none of the narratives that the other version has too. */
  private static List<DraftParagraph> rest(
      List<DraftParagraph> all, Map<String, List<DraftParagraph>> others) {
    Map<String, List<DraftParagraph>> own = blocks(all);
    own.keySet().retainAll(others.keySet());
    List<DraftParagraph> matched = own.values().stream().flatMap(List::stream).toList();
    return shown(all).stream()
        .filter(p -> matched.stream().noneMatch(other -> other == p))
        .toList();
  }

  private void narrative(String name, TextLikeness.Pair<DraftParagraph> pair, FoundBy foundBy) {
    String before = pair.before().map(DraftParagraph::now).orElse("");
    String after = pair.after().map(DraftParagraph::now).orElse("");
    if (before.equals(after)) {
      return;
    }
    paragraphs.add(
        new ParagraphChange(
            original.block(name),
            before,
            after,
            pair.after().map(DraftParagraph::authors).orElse(List.of()),
            foundBy));
    if (pair.before().isPresent() && pair.after().isPresent()) {
      numbers.addAll(numberChanges(pair.before().get(), pair.after().get()));
    }
  }

  private void outside(TextLikeness.Pair<DraftParagraph> pair) {
    Optional<String> block = pair.before().flatMap(DraftParagraph::block);
    if (block.isPresent()) {
      narrative(block.get(), pair, FoundBy.TEXT);
      return;
    }
    String before = pair.before().map(DraftParagraph::now).orElse("");
    String after = pair.after().map(DraftParagraph::now).orElse("");
    if (before.equals(after)) {
      return;
    }
    List<NumberChange> changes =
        pair.before().isPresent() && pair.after().isPresent()
            ? numberChanges(pair.before().get(), pair.after().get())
            : List.of();
    numbers.addAll(changes);
    String explained = before;
    for (NumberChange change : changes) {
      explained = explained.replace(change.before(), change.after());
    }
    if (!explained.equals(after)) {
      unmatched.add(new Unmatched(before, after));
    }
  }

  private List<NumberChange> numberChanges(DraftParagraph before, DraftParagraph after) {
    List<NumberChange> changes = new ArrayList<>();
    List<FigureText> left = new ArrayList<>(after.figures());
    for (FigureText figure : before.figures()) {
      Optional<FigureText> now =
          left.stream().filter(f -> f.tag().equals(figure.tag())).findFirst();
      now.ifPresent(left::remove);
      String text = now.map(FigureText::text).orElseGet(() -> textNow(figure, before, after));
      if (!text.equals(figure.text())) {
        changes.add(
            new NumberChange(original.figure(figure.tag()), figure.text(), text, after.now()));
      }
    }
    return changes;
  }

  /** How a number reads whose content control is gone; empty if it is not to be found. */
  private static String textNow(FigureText figure, DraftParagraph before, DraftParagraph after) {
    if (after.now().contains(figure.text())) {
      return figure.text();
    }
    return before.now().strip().equals(figure.text()) ? after.now().strip() : "";
  }

  private List<DraftChanges.Comment> comments() {
    List<DraftChanges.Comment> comments = new ArrayList<>();
    edited
        .comments()
        .forEach(
            (id, comment) -> {
              Optional<DraftParagraph> on =
                  edited.paragraphs().stream().filter(p -> p.comments().contains(id)).findFirst();
              comments.add(
                  new DraftChanges.Comment(
                      comment.author(),
                      comment.text(),
                      on.flatMap(DraftParagraph::block).map(original::block),
                      on.map(DraftParagraph::now).orElse("")));
            });
    return comments;
  }
}
