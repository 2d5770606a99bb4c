package dev.rapporteur.knowledge.lucene;

import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Terms as Lucene takes them. */
final class TermStream extends TokenStream {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute increment =
      addAttribute(PositionIncrementAttribute.class);
  private final List<Words.Term> terms;
  private int next;
  private int position = -1;

  TermStream(List<Words.Term> terms) {
    this.terms = terms;
  }

  @Override
  public boolean incrementToken() {
    if (next == terms.size()) {
      return false;
    }
    clearAttributes();
    Words.Term current = terms.get(next++);
    term.append(current.text());
    increment.setPositionIncrement(current.position() - position);
    position = current.position();
    return true;
  }

  @Override
  public void reset() {
    next = 0;
    position = -1;
  }
}
