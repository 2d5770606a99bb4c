/** Decisions and approved files in the state database. */
@NullMarked
package dev.rapporteur.review.jdbc;

import org.jspecify.annotations.NullMarked;
