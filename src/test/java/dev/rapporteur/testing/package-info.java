/**
 * What tests of several rooms share: the sample company and, with time, settable clocks and
 * servers.
 */
@org.jspecify.annotations.NullMarked
package dev.rapporteur.testing;
