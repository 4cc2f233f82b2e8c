package io.opsconductor.platform.selector;

import io.opsconductor.platform.selector.SelectorToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a selector into words and signs. */
final class SelectorLexer {
  /** What a word may hold besides letters and digits. */
  private static final String WORD_SIGNS = "_.-/:@+%*?";

  private final String text;
  private final List<SelectorToken> tokens = new ArrayList<>();
  private int next;

  private SelectorLexer(String text) {
    this.text = text;
  }

  /** The last token is always {@link Kind#END}. */
  static List<SelectorToken> tokens(String text) {
    SelectorLexer lexer = new SelectorLexer(text);
    while (lexer.skipSpace()) {
      lexer.token();
    }
    lexer.add(Kind.END, "", text.length());
    return lexer.tokens;
  }

  private boolean skipSpace() {
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next < text.length();
  }

  private void token() {
    char first = text.charAt(next);
    switch (first) {
      case '(' -> sign(Kind.OPEN, 1);
      case ')' -> sign(Kind.CLOSE, 1);
      case ',' -> sign(Kind.COMMA, 1);
      case '=' -> sign(Kind.EQUAL, 1);
      case '~' -> sign(Kind.LIKE, 1);
      case '!' -> negated();
      case '"', '\'' -> quoted(first);
      default -> word();
    }
  }

  private void negated() {
    char second = next + 1 < text.length() ? text.charAt(next + 1) : ' ';
    switch (second) {
      case '=' -> sign(Kind.NOT_EQUAL, 2);
      case '~' -> sign(Kind.NOT_LIKE, 2);
      default -> throw new SelectorError("expected = or ~ after !", next + 2);
    }
  }

  private void sign(Kind kind, int length) {
    add(kind, text.substring(next, next + length), next);
    next += length;
  }

  private void word() {
    int begin = next;
    while (next < text.length() && isOfWord(text.charAt(next))) {
      next++;
    }
    if (next == begin) {
      throw new SelectorError("a character that belongs in quotes", begin + 1);
    }
    add(Kind.WORD, text.substring(begin, next), begin);
  }

  /** Letters beyond the first 65,536 characters come as two surrogates and belong in quotes. */
  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || WORD_SIGNS.indexOf(c) >= 0;
  }

  private void quoted(char quote) {
    int begin = next++;
    StringBuilder value = new StringBuilder();
    while (next < text.length() && text.charAt(next) != quote) {
      if (text.charAt(next) == '\\' && ++next == text.length()) {
        break;
      }
      value.append(text.charAt(next++));
    }
    if (next == text.length()) {
      throw new SelectorError("a quotation without its end", begin + 1);
    }
    next++;
    add(Kind.QUOTED, value.toString(), begin);
  }

  private void add(Kind kind, String value, int begin) {
    tokens.add(new SelectorToken(kind, value, begin + 1));
  }
}
