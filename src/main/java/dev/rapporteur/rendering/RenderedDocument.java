package dev.rapporteur.rendering;

import java.nio.file.Path;

/**
 * A document written to disk.
 *
 * @param kind {@code word}, {@code pdf}, {@code evidence}
 * @param file where it lies
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param size in bytes
 */
public record RenderedDocument(String kind, Path file, String sha256, long size) {}
