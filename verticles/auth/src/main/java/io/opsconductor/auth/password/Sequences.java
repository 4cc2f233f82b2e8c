package io.opsconductor.auth.password;

import java.util.List;
import java.util.stream.Stream;

/** Characters that lie beside each other, on a keyboard or in their order. */
final class Sequences {
  /** Shorter ones are in every word. */
  private static final int SHORTEST = 3;

  private static final List<String> ROWS =
      Stream.of(
              "01234567890",
              "abcdefghijklmnopqrstuvwxyz",
              "qwertyuiop",
              "asdfghjkl",
              "zxcvbnm",
              "qwertzuiop",
              "yxcvbnm",
              "azertyuiop",
              "qsdfghjklm",
              "wxcvbn",
              "1qaz",
              "2wsx",
              "3edc",
              "4rfv",
              "5tgb",
              "6yhn",
              "7ujm",
              "1q2w3e4r5t6y7u8i9o0p",
              "q1w2e3r4t5y6u7i8o9p0",
              "1q2w3e4r5t6z7u8i9o0p",
              "1a2z3e4r5t6y7u8i9o0p",
              "a1b2c3d4e5f6g7h8i9",
              "1a2b3c4d5e6f7g8h9i",
              "!@#$%^&*()",
              "!\"§$%&/()=")
          .flatMap(row -> Stream.of(row, new StringBuilder(row).reverse().toString()))
          .toList();

  private Sequences() {}

  /** How many characters of a text in small letters are in none. */
  static int outside(String text) {
    int outside = 0;
    int at = 0;
    while (at < text.length()) {
      int length = longestAt(text, at);
      if (length < SHORTEST) {
        outside++;
        at++;
      } else {
        at += length;
      }
    }
    return outside;
  }

  private static int longestAt(String text, int from) {
    int longest = 0;
    for (String row : ROWS) {
      int inRow = row.indexOf(text.charAt(from));
      int length = 0;
      while (inRow >= 0
          && inRow + length < row.length()
          && from + length < text.length()
          && row.charAt(inRow + length) == text.charAt(from + length)) {
        length++;
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }
}
