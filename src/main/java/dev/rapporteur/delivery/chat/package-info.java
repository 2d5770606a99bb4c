/** A line in a chat room, over the web hooks that chat programs give to programs. */
@NullMarked
package dev.rapporteur.delivery.chat;

import org.jspecify.annotations.NullMarked;
