/** Files in a folder that others read. */
@NullMarked
package dev.rapporteur.delivery.folder;

import org.jspecify.annotations.NullMarked;
