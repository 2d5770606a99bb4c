/** The main class and the wiring of the rooms. */
@NullMarked
package dev.rapporteur;

import org.jspecify.annotations.NullMarked;
