/** Files on another machine over SSH. */
@NullMarked
package dev.rapporteur.delivery.sftp;

import org.jspecify.annotations.NullMarked;
