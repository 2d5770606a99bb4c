/**
 * The door for web hooks over HTTP: raw bytes in, a status and a problem or a place to look out.
 * Everything is decided by {@link dev.rapporteur.trigger.WebhookReception}.
 */
@NullMarked
package dev.rapporteur.trigger.web;

import org.jspecify.annotations.NullMarked;
