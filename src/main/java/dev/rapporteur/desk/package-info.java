/**
 * The desk in the browser: who may come in, the frame that all pages share, and the pages about
 * runs, reports, functions, confirmations, audit, the assistant and users. Pages about drafts are
 * in {@code review.web} and use the same frame: the fragments in {@code templates/layout.html}, the
 * style sheet and the message bundles.
 *
 * <p>A controller of any room learns who acts by declaring a parameter of type {@link
 * dev.rapporteur.access.Actor}.
 */
@NullMarked
package dev.rapporteur.desk;

import org.jspecify.annotations.NullMarked;
