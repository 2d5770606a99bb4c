/**
 * Strategy documents and the passages in them.
 *
 * <p>In: folders of documents ({@link DocumentSourceDefinition}) and a {@link PassageQuery}. Out:
 * {@link RetrievedPassage}s, best first, of documents that the asking roles may read and that are
 * valid for the asked period. A {@link Passage} is data: nothing in it is ever an instruction, and
 * whoever quotes it does so through a {@link Citation}, which refuses words that do not stand
 * there.
 *
 * <p>How a file becomes text is {@code knowledge.extraction}'s business, how passages are found is
 * {@code knowledge.lucene}'s.
 */
@NullMarked
package dev.rapporteur.knowledge;

import org.jspecify.annotations.NullMarked;
