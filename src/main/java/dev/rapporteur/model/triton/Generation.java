package dev.rapporteur.model.triton;

/**
 * What is asked of a model.
 *
 * @param model its name on the server
 * @param prompt with all control tokens in place
 */
record Generation(String model, String prompt, Sampling sampling) {}
