/** The trail in H2 or PostgreSQL. */
@NullMarked
package dev.rapporteur.audit.jdbc;

import org.jspecify.annotations.NullMarked;
