/**
 * The file {@code tasks/delivery.yaml}, in which an operator says where approved reports and events
 * go; it is read each time, so that a change or a new secret needs no restart.
 */
@NullMarked
package dev.rapporteur.delivery.settings;

import org.jspecify.annotations.NullMarked;
