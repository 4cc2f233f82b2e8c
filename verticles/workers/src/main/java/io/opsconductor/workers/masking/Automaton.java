package io.opsconductor.workers.masking;

/**
 * The automaton of Aho and Corasick ("Efficient string matching", CACM 18, 1975) over bytes. A
 * state stands for the longest end of the text that begins a pattern. States are numbered breadth
 * first, so that the children of each follow one another; the root and its children have a full row
 * of transitions, the others search their children and go to their failure state.
 */
final class Automaton {

  static final int ROOT = 0;

  /**
   * Children of state {@code s} are {@code firstChild[s]} up to before {@code firstChild[s + 1]}.
   */
  private final int[] firstChild;

  private final byte[] label;
  private final int[] depth;
  private final int[] failure;
  private final int[] found;
  private final int[] rows;
  private final int rowCount;
  private final int longestPattern;

  /**
   * @param terminal whether a pattern ends in a state
   */
  Automaton(int[] firstChild, byte[] label, int[] depth, boolean[] terminal) {
    this.firstChild = firstChild;
    this.label = label;
    this.depth = depth;
    this.failure = new int[label.length];
    this.found = new int[label.length];
    this.rowCount = firstChild[1];
    this.rows = new int[rowCount << 8];
    this.longestPattern = depth[label.length - 1];
    fillRows();
    link(terminal);
  }

  private void fillRows() {
    for (int state = 0; state < rowCount; state++) {
      System.arraycopy(rows, 0, rows, state << 8, 256);
      for (int child = firstChild[state]; child < firstChild[state + 1]; child++) {
        rows[cell(state, label[child])] = child;
      }
    }
  }

  private void link(boolean[] terminal) {
    for (int state = 0; state < label.length; state++) {
      for (int child = firstChild[state]; child < firstChild[state + 1]; child++) {
        failure[child] = state == ROOT ? ROOT : next(failure[state], label[child]);
        found[child] = terminal[child] ? depth[child] : found[failure[child]];
      }
    }
  }

  int next(int before, byte input) {
    int state = before;
    while (state >= rowCount) {
      for (int child = firstChild[state]; child < firstChild[state + 1]; child++) {
        if (label[child] == input) {
          return child;
        }
      }
      state = failure[state];
    }
    return rows[cell(state, input)];
  }

  private static int cell(int state, byte input) {
    return (state << 8) | (input & 0xff);
  }

  /** The length of the longest pattern that ends here; 0 if none does. */
  int found(int state) {
    return found[state];
  }

  /** The length of what the state stands for. */
  int depth(int state) {
    return depth[state];
  }

  int longestPattern() {
    return longestPattern;
  }
}
