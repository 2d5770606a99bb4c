/** Receipts in the state database. */
@NullMarked
package dev.rapporteur.delivery.jdbc;

import org.jspecify.annotations.NullMarked;
