package dev.rapporteur.writing.rules;

import dev.rapporteur.writing.SectionDraft.LabeledCitation;

/**
 * A limit that a strategy document sets to a percentage.
 *
 * @param value what the limit is for
 * @param exceeded whether the value lies on the wrong side of it
 * @param document the document's title
 * @param citation with the sentence that sets it
 */
record Limit(Measured value, boolean exceeded, String document, LabeledCitation citation) {}
