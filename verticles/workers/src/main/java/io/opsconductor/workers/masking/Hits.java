package io.opsconductor.workers.masking;

import java.util.Arrays;

/**
 * Where secrets were found, in order; ones that overlap are one. Positions count from the first
 * byte held.
 */
final class Hits {

  private int[] starts = new int[4];
  private int[] ends = new int[4];
  private int count;

  /**
   * Adds what was found last: none of the others ends after it.
   *
   * @return the length of what it became together with the ones that it overlaps
   */
  int add(int start, int end) {
    int first = start;
    while (count > 0 && ends[count - 1] > start) {
      count--;
      first = Math.min(first, starts[count]);
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = first;
    ends[count] = end;
    count++;
    return end - first;
  }

  int endingUpTo(int position) {
    int n = 0;
    while (n < count && ends[n] <= position) {
      n++;
    }
    return n;
  }

  /** The largest integer when there are not as many. */
  int startOf(int index) {
    return index < count ? starts[index] : Integer.MAX_VALUE;
  }

  int endOf(int index) {
    return ends[index];
  }

  /** Forgets the first ones; from now on positions count from the given one. */
  void drop(int first, int begin) {
    for (int i = first; i < count; i++) {
      starts[i - first] = starts[i] - begin;
      ends[i - first] = ends[i] - begin;
    }
    count -= first;
  }
}
