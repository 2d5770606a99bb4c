/** Mail over SMTP. */
@NullMarked
package dev.rapporteur.delivery.mail;

import org.jspecify.annotations.NullMarked;
