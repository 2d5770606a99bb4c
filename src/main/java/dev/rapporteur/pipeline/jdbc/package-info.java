/** The step ledger in the state database. */
@NullMarked
package dev.rapporteur.pipeline.jdbc;

import org.jspecify.annotations.NullMarked;
