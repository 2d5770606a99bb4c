package dev.rapporteur.review;

/** Hears of decisions, after they were committed. */
public interface ReviewListener {
  /**
   * A person has decided. It may be told of the same decision again, after a fault or because files
   * were lost, and must then come to the same result.
   */
  void decided(ReviewItem item, ReviewDecision decision);
}
