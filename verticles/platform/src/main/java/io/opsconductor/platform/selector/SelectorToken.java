package io.opsconductor.platform.selector;

/**
 * A word or sign of a selector.
 *
 * @param text without quotes and escapes
 * @param position of its first character, from 1
 */
record SelectorToken(Kind kind, String text, int position) {
  enum Kind {
    WORD,
    QUOTED,
    EQUAL,
    NOT_EQUAL,
    LIKE,
    NOT_LIKE,
    OPEN,
    CLOSE,
    COMMA,
    END
  }

  boolean isKeyword(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }
}
