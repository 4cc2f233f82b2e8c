package io.opsconductor.launcher.chaos;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * The command line of {@code scripts/chaos.sh}.
 *
 * @param kills of nodes, at least
 * @param seed of the plan and of the load
 * @param longest after which no further fault is begun
 * @param points every fault point with each action, instead of a random plan
 * @param takeOver only kills of single nodes, far enough apart to measure who takes over and when
 * @param keep whether logs and data are left when everything went well too
 * @param allowLost whether a task may end as lost; else that is a violation
 */
record ChaosOptions(
    int kills,
    long seed,
    Duration longest,
    boolean points,
    boolean takeOver,
    boolean keep,
    boolean allowLost) {

  static final String USAGE =
      """
      scripts/chaos.sh [--kills N] [--seed S] [--minutes M] [--points | --take-over] [--allow-lost] [--keep]
        --kills N      kill nodes at least N times (10)
        --seed S       plan and load follow from it (a new one, printed)
        --minutes M    begin no fault after M minutes (120)
        --points       try every fault point with halt and freeze instead
        --take-over    only kills, 25 to 35 s apart, so that each take-over is measured alone
        --keep         leave the directory with logs and data
        --allow-lost   a task that ends as lost is no violation
      """;

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException says what is wrong with them
   */
  static ChaosOptions parse(List<String> arguments) {
    int kills = 10;
    long seed = System.currentTimeMillis();
    Duration longest = Duration.ofHours(2);
    boolean points = false;
    boolean takeOver = false;
    boolean keep = false;
    boolean allowLost = false;
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--kills" -> kills = Math.toIntExact(number(word, words));
        case "--seed" -> seed = number(word, words);
        case "--minutes" -> longest = Duration.ofMinutes(number(word, words));
        case "--points" -> points = true;
        case "--take-over" -> takeOver = true;
        case "--keep" -> keep = true;
        case "--allow-lost" -> allowLost = true;
        default -> throw new IllegalArgumentException("Unknown argument " + word);
      }
    }
    return new ChaosOptions(kills, seed, longest, points, takeOver, keep, allowLost);
  }

  private static long number(String option, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new IllegalArgumentException(option + " needs a number");
    }
    return Long.parseLong(words.next());
  }
}
