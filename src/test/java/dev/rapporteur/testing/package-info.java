/** Real servers, fakes and builders that tests of several rooms share. */
package dev.rapporteur.testing;
