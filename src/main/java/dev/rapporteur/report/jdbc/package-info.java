/** The state of the product in a database: H2 in a file on one machine, or PostgreSQL. */
@NullMarked
package dev.rapporteur.report.jdbc;

import org.jspecify.annotations.NullMarked;
