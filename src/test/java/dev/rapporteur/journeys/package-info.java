/** Whole stories over real parts, as a user meets them. */
package dev.rapporteur.journeys;
