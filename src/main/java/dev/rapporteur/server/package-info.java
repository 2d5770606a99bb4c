/**
 * The product as a service, put together by Spring Boot: schedules, web hooks, status of runs,
 * health. It opens the same workspace as a command does.
 */
@NullMarked
package dev.rapporteur.server;

import org.jspecify.annotations.NullMarked;
