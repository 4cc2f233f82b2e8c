package io.opsconductor.launcher.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** What may have been meant. */
final class Suggestions {

  private static final int AT_MOST = 3;

  private Suggestions() {}

  /** For the end of a message: {@code Did you mean web-01?}, or nothing. */
  static String didYouMean(String given, Collection<String> known) {
    int close = Math.max(1, given.length() / 3);
    String found =
        known.stream()
            .filter(name -> distance(given, name) <= close)
            .sorted(Comparator.comparingInt(name -> distance(given, name)))
            .limit(AT_MOST)
            .collect(Collectors.joining(" or "));
    return found.isEmpty() ? "" : " Did you mean " + found + "?";
  }

  /** Levenshtein distance, letters alike in either case; a swap of neighbours counts as one. */
  static int distance(String given, String known) {
    String one = given.toLowerCase(Locale.ROOT);
    String other = known.toLowerCase(Locale.ROOT);
    int[][] rows = new int[one.length() + 1][other.length() + 1];
    for (int row = 0; row <= one.length(); row++) {
      for (int column = 0; column <= other.length(); column++) {
        rows[row][column] = cell(one, other, rows, row, column);
      }
    }
    return rows[one.length()][other.length()];
  }

  private static int cell(String one, String other, int[][] rows, int row, int column) {
    if (row == 0 || column == 0) {
      return row + column;
    }
    boolean same = one.charAt(row - 1) == other.charAt(column - 1);
    int best =
        Math.min(
            rows[row - 1][column - 1] + (same ? 0 : 1),
            Math.min(rows[row - 1][column], rows[row][column - 1]) + 1);
    boolean swapped =
        row > 1
            && column > 1
            && one.charAt(row - 1) == other.charAt(column - 2)
            && one.charAt(row - 2) == other.charAt(column - 1);
    return swapped ? Math.min(best, rows[row - 2][column - 2] + 1) : best;
  }
}
