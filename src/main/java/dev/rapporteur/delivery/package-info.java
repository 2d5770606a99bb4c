/**
 * Brings an approved report to its recipients. In comes a {@link
 * dev.rapporteur.delivery.DeliveryOrder} and the targets that the definition names; out goes one
 * {@link dev.rapporteur.delivery.DeliveryReceipt} per recipient.
 *
 * <p>That a delivery begins is committed before anything is sent, and its outcome after. If the
 * process dies in between, nobody knows whether a mail went out: then the receipt says so and a
 * person decides; what can be repeated without harm is repeated.
 *
 * <p>Sub-rooms: {@code mail}, {@code folder}, {@code sftp} and {@code hook} are the channels,
 * {@code jdbc} keeps the receipts.
 */
@NullMarked
package dev.rapporteur.delivery;

import org.jspecify.annotations.NullMarked;
