package io.opsconductor.gateway;

/**
 * Which texts can be stored at all: PostgreSQL keeps no U+0000, and UTF-8 has no half of a
 * surrogate pair. Refused at the edge, no service meets them as a failure of its database.
 */
final class PlainText {
  static final String RULE = "must not hold U+0000 or half of a surrogate pair";

  private PlainText() {}

  static boolean isStorable(String text) {
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
      if (codePoint == 0 || half) {
        return false;
      }
      i += Character.charCount(codePoint);
    }
    return true;
  }
}
