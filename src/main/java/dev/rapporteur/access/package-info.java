/**
 * Who acts. An {@link dev.rapporteur.access.Actor} is the person, schedule, web hook or key on
 * whose behalf something happens; its {@link dev.rapporteur.access.Role roles} are what the gate in
 * front of every function looks at. The language model is never an actor: it acts on behalf of one.
 *
 * <p>People have {@link dev.rapporteur.access.Account accounts} and come in by {@link
 * dev.rapporteur.access.SignIn}.
 */
@NullMarked
package dev.rapporteur.access;

import org.jspecify.annotations.NullMarked;
