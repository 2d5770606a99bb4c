/** The route files, as they are, in the real product. */
package dev.rapporteur.routes;
