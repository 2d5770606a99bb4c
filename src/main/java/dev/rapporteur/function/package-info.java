/**
 * Functions: the one door to data and to acts. Definitions from {@code tasks/functions/} come in
 * and are frozen in a {@link dev.rapporteur.function.FunctionRegistry}; every call, whoever asks
 * for it, passes the {@link dev.rapporteur.function.FunctionGate}; out goes a {@link
 * dev.rapporteur.function.FunctionCall}, the evidence: a {@link
 * dev.rapporteur.function.QueryResult} of typed cells with the SQL, the arguments, the actor and
 * the time that made it.
 */
@NullMarked
package dev.rapporteur.function;

import org.jspecify.annotations.NullMarked;
