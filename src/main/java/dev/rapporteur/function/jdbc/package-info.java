/**
 * Functions over JDBC: statements carried out within limits on connections that cannot write, CSV
 * files loaded into an embedded database, definitions compared with the live schema, confirmations
 * kept in the state database.
 */
@NullMarked
package dev.rapporteur.function.jdbc;

import org.jspecify.annotations.NullMarked;
