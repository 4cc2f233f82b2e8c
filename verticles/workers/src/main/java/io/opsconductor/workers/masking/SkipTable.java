package io.opsconductor.workers.masking;

import java.util.Arrays;

/**
 * Passes over text in which no pattern begins, several bytes at a time, by looking at every few
 * bytes at three of them (after Wu and Manber, "A fast algorithm for multi-pattern searching",
 * 1994). It may stop too early, never too late.
 */
final class SkipTable {

  private static final int BLOCK = 3;
  private static final int LARGEST_WINDOW = 32;

  /** So much of the begin of each pattern is known to the table. */
  private final int window;

  /**
   * By the hash of the last block of a window: how far the next window is that may begin a pattern.
   */
  private final byte[] skips = new byte[1 << 16];

  private SkipTable(int window) {
    this.window = window;
    Arrays.fill(skips, (byte) (window - BLOCK + 1));
  }

  /**
   * @param patterns none shorter than a block
   */
  static SkipTable of(byte[][] patterns) {
    int window = LARGEST_WINDOW;
    for (byte[] pattern : patterns) {
      window = Math.min(window, pattern.length);
    }
    SkipTable table = new SkipTable(window);
    for (byte[] pattern : patterns) {
      table.learn(pattern);
    }
    return table;
  }

  private void learn(byte[] pattern) {
    for (int end = BLOCK; end <= window; end++) {
      int hash = hash(pattern, end);
      skips[hash] = (byte) Math.min(skips[hash], window - end);
    }
  }

  /** A position such that no pattern begins before it, at most the end of the bytes. */
  int next(byte[] bytes, int from) {
    int last = bytes.length - window;
    int at = from;
    while (at <= last) {
      int skip = skips[hash(bytes, at + window)];
      if (skip == 0) {
        return at;
      }
      at += skip;
    }
    return at;
  }

  /** Letters differ in their last five bits. */
  private static int hash(byte[] bytes, int end) {
    return ((bytes[end - 3] << 10) ^ (bytes[end - 2] << 5) ^ bytes[end - 1]) & 0xffff;
  }
}
