/**
 * What tests of several rooms share: the real Triton server, the sample company, settable clocks.
 */
package dev.rapporteur.testing;
