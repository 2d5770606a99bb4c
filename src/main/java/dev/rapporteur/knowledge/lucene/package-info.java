/**
 * Passages found by their words, with Lucene, and by their meaning as well where vectors are
 * served.
 *
 * <p>In: document sources and a {@link dev.rapporteur.knowledge.DocumentReader}. Out: {@link
 * dev.rapporteur.knowledge.lucene.LucenePassageRetriever}. What the same roles may read has an
 * index of its own below one directory; a query opens those that its roles may read and no others,
 * so that not even the frequency of a word tells anything of a document that may not be read.
 */
@NullMarked
package dev.rapporteur.knowledge.lucene;

import org.jspecify.annotations.NullMarked;
