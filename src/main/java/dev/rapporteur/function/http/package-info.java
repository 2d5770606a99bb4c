/**
 * Functions over HTTP: a request to the address of a data source, and the answer's JSON turned into
 * typed cells. Which operation, and which of the arguments goes where, says the service's OpenAPI
 * description; the host never comes from an argument.
 */
@NullMarked
package dev.rapporteur.function.http;

import org.jspecify.annotations.NullMarked;
