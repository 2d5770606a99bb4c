package dev.rapporteur.grounding;

import java.util.Objects;

/** Something a text says that data can confirm or deny. */
public sealed interface Claim {

  /** What the claim speaks of, in words for a reader: "sales of East, 2024-03". */
  String about();

  /** A number: an amount, a count, a rate, a multiple, a rank. */
  record NumberClaim(String about, NumberKind kind) implements Claim {
    public NumberClaim {
      Objects.requireNonNull(about, "about");
      Objects.requireNonNull(kind, "kind");
    }
  }

  /** A direction without a number of its own: rose, slipped, unchanged. */
  record TrendClaim(String about) implements Claim {
    public TrendClaim {
      Objects.requireNonNull(about, "about");
    }
  }

  /** An order of two or more entities: ahead of, smaller than. */
  record ComparisonClaim(String about) implements Claim {
    public ComparisonClaim {
      Objects.requireNonNull(about, "about");
    }
  }

  /** A number inside a quotation or beside a citation, to be found in the cited passage. */
  record CitationClaim(String about) implements Claim {
    public CitationClaim {
      Objects.requireNonNull(about, "about");
    }
  }

  /** What a number measures, as the text shows it. */
  enum NumberKind {
    /** A sum of money. */
    AMOUNT,
    /** A plain number or a number of things. */
    COUNT,
    /** A rate or a share in percent, tenths or a fraction. */
    PERCENT,
    /** A difference of two rates. */
    POINTS,
    /** A ratio: twice, 2.5 times, halved. */
    MULTIPLE,
    /** A place in an order. */
    RANK
  }
}
