package io.opsconductor.workers.ssh;

/**
 * The processes of a step on the target.
 *
 * @param process of the step's shell
 * @param group its process group, 0 if it could not be given one
 * @param startTime of that process in clock ticks since boot, 0 if the target does not tell; tells
 *     a process from a later one with the same number
 */
record RemoteGroup(long process, long group, long startTime) {

  static RemoteGroup parse(String words) {
    String[] word = words.strip().split(" ", -1);
    return new RemoteGroup(number(word, 0), number(word, 1), number(word, 2));
  }

  /** Whether a signal to the group reaches the step and nothing else. */
  boolean killable() {
    return group > 1 && group == process;
  }

  private static long number(String[] words, int index) {
    try {
      return index < words.length ? Long.parseLong(words[index]) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
