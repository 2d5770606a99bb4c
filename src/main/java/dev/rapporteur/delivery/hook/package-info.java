/**
 * Signed web hooks to others: Standard Webhooks 1.0.0 around a CloudEvent, to configured hosts
 * only.
 */
@NullMarked
package dev.rapporteur.delivery.hook;

import org.jspecify.annotations.NullMarked;
