package io.opsconductor.executions;

/** Where code points end (RFC 3629). */
final class Utf8 {
  private static final int LONGEST = 4;

  private Utf8() {}

  /**
   * How many bytes at the end begin a code point that is not complete, 0 to 3. What cannot become
   * valid by more bytes does not count.
   */
  static int incompleteTail(byte[] bytes) {
    int farthest = Math.max(0, bytes.length - LONGEST + 1);
    for (int start = bytes.length - 1; start >= farthest; start--) {
      int present = bytes.length - start;
      int length = lengthFrom(bytes[start]);
      if (length > 0) {
        return length > present && canGoOn(bytes, start, present) ? present : 0;
      }
      if (!isContinuation(bytes[start])) {
        return 0;
      }
    }
    return 0;
  }

  /**
   * How many bytes at the beginning end a code point whose beginning is missing, 0 to 3; 0 where
   * this is no text.
   */
  static int restOfCodePoint(byte[] bytes) {
    int rest = 0;
    while (rest < bytes.length && isContinuation(bytes[rest])) {
      rest++;
    }
    return rest < LONGEST ? rest : 0;
  }

  /** Length of the code point that the byte begins; 0 for one that begins none. */
  private static int lengthFrom(byte first) {
    int value = first & 0xFF;
    if (value < 0x80) {
      return 1;
    }
    if (value >= 0xC2 && value <= 0xDF) {
      return 2;
    }
    if (value >= 0xE0 && value <= 0xEF) {
      return 3;
    }
    return value >= 0xF0 && value <= 0xF4 ? 4 : 0;
  }

  private static boolean isContinuation(byte value) {
    return (value & 0xC0) == 0x80;
  }

  /** Overlong forms, surrogates and values past U+10FFFF are told by the second byte. */
  private static boolean canGoOn(byte[] bytes, int start, int present) {
    if (present == 1) {
      return true;
    }
    int second = bytes[start + 1] & 0xFF;
    return switch (bytes[start] & 0xFF) {
      case 0xE0 -> second >= 0xA0;
      case 0xED -> second <= 0x9F;
      case 0xF0 -> second >= 0x90;
      case 0xF4 -> second <= 0x8F;
      default -> true;
    };
  }
}
