package io.opsconductor.workers.masking;

import java.util.Arrays;

/**
 * Lays out the states of an {@link Automaton}. Patterns with the same begin are neighbours in the
 * sorted list.
 */
final class AutomatonBuilder {

  private final byte[][] sorted;

  /** The patterns that go through a state. */
  private int[] from = new int[64];

  private int[] to = new int[64];
  private int[] firstChild = new int[65];
  private byte[] label = new byte[64];
  private int[] depth = new int[64];
  private boolean[] terminal = new boolean[64];
  private int count;

  private AutomatonBuilder(byte[][] sorted) {
    this.sorted = sorted;
  }

  /**
   * @param sorted distinct, by their unsigned bytes
   */
  static Automaton build(byte[][] sorted) {
    AutomatonBuilder builder = new AutomatonBuilder(sorted);
    builder.add(0, sorted.length, 0, (byte) 0);
    for (int state = 0; state < builder.count; state++) {
      builder.addChildren(state);
    }
    int count = builder.count;
    builder.firstChild[count] = count;
    return new Automaton(
        Arrays.copyOf(builder.firstChild, count + 1),
        Arrays.copyOf(builder.label, count),
        Arrays.copyOf(builder.depth, count),
        builder.terminal);
  }

  private void addChildren(int state) {
    int at = depth[state];
    int first = from[state];
    int end = to[state];
    firstChild[state] = count;
    if (first < end && sorted[first].length == at) {
      terminal[state] = true;
      first++;
    }
    while (first < end) {
      byte next = sorted[first][at];
      int last = first + 1;
      while (last < end && sorted[last][at] == next) {
        last++;
      }
      add(first, last, at + 1, next);
      first = last;
    }
  }

  private void add(int first, int end, int stateDepth, byte stateLabel) {
    if (count == label.length) {
      grow(2 * count);
    }
    from[count] = first;
    to[count] = end;
    depth[count] = stateDepth;
    label[count] = stateLabel;
    count++;
  }

  private void grow(int size) {
    from = Arrays.copyOf(from, size);
    to = Arrays.copyOf(to, size);
    firstChild = Arrays.copyOf(firstChild, size + 1);
    label = Arrays.copyOf(label, size);
    depth = Arrays.copyOf(depth, size);
    terminal = Arrays.copyOf(terminal, size);
  }
}
