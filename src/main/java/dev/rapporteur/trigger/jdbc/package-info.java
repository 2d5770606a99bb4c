/**
 * What the trigger room remembers, in the state database: which schedules are in force and how far
 * they have been carried out, and which web hooks came in.
 */
@NullMarked
package dev.rapporteur.trigger.jdbc;

import org.jspecify.annotations.NullMarked;
