/**
 * The door at the terminal: one class per command, each thin. A command reads its arguments, asks a
 * room, and prints; what it prints as JSON and the codes it ends with are promises to scripts.
 */
@NullMarked
package dev.rapporteur.cli;

import org.jspecify.annotations.NullMarked;
