/** What calls to a model took and how they failed, as Micrometer meters. */
@NullMarked
package dev.rapporteur.model.micrometer;

import org.jspecify.annotations.NullMarked;
