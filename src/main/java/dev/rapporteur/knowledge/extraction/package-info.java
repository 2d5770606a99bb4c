/**
 * Files of the usual office formats into {@link dev.rapporteur.knowledge.DocumentContent}.
 *
 * <p>Text, Markdown, HTML and Word are read in this process with little class loading. PDF,
 * PowerPoint and Excel are read in a child process with bounded memory and time ({@link
 * dev.rapporteur.knowledge.extraction.FileDocumentReader} decides), because their parsers are large
 * and damaged files have made such parsers run away.
 */
@NullMarked
package dev.rapporteur.knowledge.extraction;

import org.jspecify.annotations.NullMarked;
