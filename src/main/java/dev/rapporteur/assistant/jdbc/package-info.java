/** Conversations in the state database. */
@NullMarked
package dev.rapporteur.assistant.jdbc;

import org.jspecify.annotations.NullMarked;
