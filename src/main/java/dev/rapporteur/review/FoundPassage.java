package dev.rapporteur.review;

import java.util.Optional;

/**
 * A passage of a strategy document.
 *
 * @param id by which citations name it
 * @param heading the headings above it as one line
 * @param page where the format has pages
 */
public record FoundPassage(
    String id,
    String document,
    String title,
    String version,
    String heading,
    Optional<Integer> page,
    String text) {}
