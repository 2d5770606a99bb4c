/** Accounts and API keys in the state database. */
@NullMarked
package dev.rapporteur.access.jdbc;

import org.jspecify.annotations.NullMarked;
