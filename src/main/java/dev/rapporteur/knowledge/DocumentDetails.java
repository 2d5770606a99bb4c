package dev.rapporteur.knowledge;

/**
 * What a definition says of a single document.
 *
 * @param title under which it is cited; empty for its own
 * @param owner who answers for it; empty for the folder's
 * @param validity the days on which it holds
 */
public record DocumentDetails(String title, String owner, Validity validity) {}
