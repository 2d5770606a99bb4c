package dev.rapporteur.grounding;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the longest known phrase that starts at a place of a text. */
final class PhraseTrie<T> {
  private final Node<T> root = new Node<>();

  /** A phrase found: where it ends and what it means. */
  record Match<T>(int end, T value) {}

  private static final class Node<T> {
    private final Map<Character, Node<T>> next = new HashMap<>(2);
    private @Nullable T value;
  }

  /** The value kept under a phrase; {@code null} if none was put. */
  @Nullable T get(String phrase) {
    Node<T> node = root;
    for (int i = 0; i < phrase.length(); i++) {
      Node<T> next = node.next.get(phrase.charAt(i));
      if (next == null) {
        return null;
      }
      node = next;
    }
    return node.value;
  }

  void put(String phrase, T value) {
    Node<T> node = root;
    for (int i = 0; i < phrase.length(); i++) {
      node = node.next.computeIfAbsent(phrase.charAt(i), key -> new Node<>());
    }
    node.value = value;
  }

  /**
   * The longest phrase at {@code start} that neither begins nor ends inside a Latin word; a run of
   * spaces in the text stands for one.
   */
  @Nullable Match<T> longest(String text, int start) {
    if (start > 0 && latin(text.charAt(start)) && latin(text.charAt(start - 1))) {
      return null;
    }
    Match<T> best = null;
    Node<T> node = root;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (blank(c) && i > start && blank(text.charAt(i - 1))) {
        continue;
      }
      Node<T> next = node.next.get(c == '\n' || c == '\t' ? ' ' : c);
      if (next == null) {
        break;
      }
      node = next;
      boolean inside = latin(c) && i + 1 < text.length() && latin(text.charAt(i + 1));
      if (node.value != null && !inside) {
        best = new Match<>(i + 1, node.value);
      }
    }
    return best;
  }

  static boolean latin(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\n' || c == '\t';
  }
}
