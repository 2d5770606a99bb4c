package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The tokens of one sentence, put into clauses. */
final class Sentence {
  private static final Set<String> JOINERS =
      Set.of("and", "&", "和", "与", "及", "以及", "跟", "或", "or", "plus", "as well as");

  /** Longer ones are cut, so that time stays linear in the text. */
  private static final int LONGEST = 240;

  private final List<Token> tokens;
  private final int[] clause;
  private final int[] clauseStart;
  private final int[] clauseEnd;

  Sentence(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
    this.clause = new int[tokens.size()];
    int clauses = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (i > 0 && breaks(i)) {
        clauses++;
      }
      clause[i] = clauses;
    }
    clauseStart = new int[clauses + 1];
    clauseEnd = new int[clauses + 1];
    for (int i = tokens.size() - 1; i >= 0; i--) {
      clauseStart[clause[i]] = i;
      clauseEnd[clause[i]] = Math.max(clauseEnd[clause[i]], i + 1);
    }
  }

  /** Cuts a whole text into sentences. */
  static List<Sentence> split(List<Token> tokens, String lower) {
    List<Sentence> sentences = new ArrayList<>();
    List<Token> current = new ArrayList<>();
    for (Token token : tokens) {
      if (ends(token, lower)) {
        flush(current, sentences);
      } else {
        current.add(token);
        if (current.size() >= LONGEST) {
          flush(current, sentences);
        }
      }
    }
    flush(current, sentences);
    return sentences;
  }

  private static void flush(List<Token> current, List<Sentence> sentences) {
    if (!current.isEmpty()) {
      sentences.add(new Sentence(current));
      current.clear();
    }
  }

  private static boolean ends(Token token, String lower) {
    if (!(token instanceof Token.Punctuation sign)) {
      return false;
    }
    return switch (sign.sign()) {
      case '。', '！', '？', '!', '?', '\n', '•', '|' -> true;
      case '.' ->
          sign.end() >= lower.length()
              || " \n\t)".indexOf(lower.charAt(sign.end())) >= 0
              || lower.charAt(sign.end()) > 0x2E80;
      default -> false;
    };
  }

  int size() {
    return tokens.size();
  }

  Token at(int i) {
    return tokens.get(i);
  }

  int clauseOf(int i) {
    return clause[i];
  }

  /** First token of the clause of token {@code i}. */
  int start(int i) {
    return clauseStart[clause[i]];
  }

  /** Token after the clause of token {@code i}. */
  int end(int i) {
    return clauseEnd[clause[i]];
  }

  boolean is(int i, Cue cue) {
    return i >= 0 && i < tokens.size() && tokens.get(i).is(cue);
  }

  boolean joins(int i) {
    if (i < 0 || i >= tokens.size()) {
      return false;
    }
    Token token = tokens.get(i);
    return token instanceof Token.Word word && JOINERS.contains(word.text())
        || token instanceof Token.Punctuation sign && sign.sign() == '、';
  }

  private boolean comma(int i) {
    return i >= 0
        && i < tokens.size()
        && tokens.get(i) instanceof Token.Punctuation sign
        && (sign.sign() == ',' || sign.sign() == '，');
  }

  private boolean breaks(int i) {
    Token token = tokens.get(i - 1);
    if (token instanceof Token.Punctuation sign) {
      return switch (sign.sign()) {
        case ',', '，' -> !listComma(i - 1);
        case ';', '；', '—' -> true;
        default -> false;
      };
    }
    if (tokens.get(i).is(Cue.BREAK) && !tokens.get(i).is(Cue.LEVEL)) {
      return true;
    }
    return joins(i)
        && !(tokens.get(i) instanceof Token.Punctuation)
        && (!like(before(i), i + 1) || comma(i - 1) && !comma(i - 3));
  }

  private int before(int i) {
    return comma(i - 1) ? i - 2 : i - 1;
  }

  /** A comma inside "A, B and C". */
  private boolean listComma(int i) {
    int next = i + 1;
    if (joins(next)) {
      return like(i - 1, next + 1) && comma(i - 2);
    }
    if (!like(i - 1, next)) {
      return false;
    }
    int after = next + 1;
    while (comma(after) && like(next, after + 1)) {
      after += 2;
    }
    return joins(after) || comma(after) && joins(after + 1);
  }

  /** Whether two tokens can stand in one list. */
  boolean like(int i, int k) {
    if (i < 0 || k >= tokens.size()) {
      return false;
    }
    Token one = tokens.get(i);
    Token other = tokens.get(k);
    if (other instanceof Token.Mark lead && lead.is(Cue.LEAD_IN) && k + 1 < tokens.size()) {
      other = tokens.get(k + 1);
    }
    if (one instanceof Token.Name && other instanceof Token.Name) {
      return true;
    }
    if (one instanceof Token.Num left && other instanceof Token.Num right) {
      return chinese(k - 1) || alike(left.quantity(), right.quantity());
    }
    if (one instanceof Token.Period && other instanceof Token.Period) {
      return true;
    }
    if (one instanceof Token.Mark left && other instanceof Token.Mark right) {
      boolean both = !left.meaning().concepts().isEmpty() && !right.meaning().concepts().isEmpty();
      boolean directions = direction(left) != 0 && direction(right) != 0;
      boolean bases = basis(left) && basis(right);
      return both || directions || bases;
    }
    return false;
  }

  private boolean chinese(int i) {
    return tokens.get(i) instanceof Token.Word word && word.text().charAt(0) > 0x2E80
        || tokens.get(i) instanceof Token.Punctuation sign && sign.sign() == '、';
  }

  /** Whether two numbers are of one kind; an amount may leave its currency to the next. */
  private static boolean alike(Quantity left, Quantity right) {
    boolean amounts =
        left.currency().isEmpty()
            && left.kind() == NumberKind.COUNT
            && right.kind() == NumberKind.AMOUNT;
    return amounts || left.kind() == right.kind() || left.form() == Quantity.Form.WORD;
  }

  private static boolean basis(Token.Mark mark) {
    return mark.is(Cue.YOY) || mark.is(Cue.MOM);
  }

  /** 1 for a word of growth, -1 for one of decline, 0 for neither. */
  static int direction(Token token) {
    if (token.is(Cue.UP) && !token.is(Cue.DOWN)) {
      return 1;
    }
    return token.is(Cue.DOWN) ? -1 : 0;
  }
}
