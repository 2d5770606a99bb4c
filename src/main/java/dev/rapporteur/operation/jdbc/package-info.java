/** What operation reads and writes in the state database. */
@NullMarked
package dev.rapporteur.operation.jdbc;

import org.jspecify.annotations.NullMarked;
