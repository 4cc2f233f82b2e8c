package io.opsconductor.launcher.chaos;

import io.opsconductor.testkit.history.LedgerWork;
import java.time.Duration;
import java.util.List;

/**
 * A kind of run.
 *
 * @param weight how often it is chosen
 * @param cancelled whether its end is asked for while it goes on
 * @param retriesLoss whether its steps hang on their connection and are started again when lost
 */
record RunKind(
    String name, List<LedgerWork> steps, int weight, boolean cancelled, boolean retriesLoss) {

  static final List<RunKind> ALL =
      List.of(
          one(work("quick", 20, 0, 0), 30),
          one(work("long", 120, 100, 0), 25),
          one(work("failing", 5, 20, 3), 10),
          one(LedgerWork.of("binary", 300, Duration.ZERO, true, 0), 15),
          one(work("bulky", 20_000, 0, 0), 5),
          one(
              new LedgerWork("retried", Duration.ZERO, 10, Duration.ofMillis(20), false, 0, true),
              8),
          new RunKind("cancelled", List.of(work("cancelled", 200, 100, 0)), 7, true, false),
          steps("two-steps", work("first", 15, 100, 0), work("second", 40, 100, 0)),
          steps(
              "silent-first",
              new LedgerWork("silent", Duration.ofSeconds(5), 0, Duration.ZERO, false, 0, false),
              LedgerWork.of("middle", 50, Duration.ZERO, true, 0),
              work("last", 30, 100, 0)),
          new RunKind("repeatable", List.of(work("repeatable", 60, 100, 0)), 12, false, true));

  RunKind {
    steps = List.copyOf(steps);
  }

  private static RunKind one(LedgerWork work, int weight) {
    return new RunKind(work.name(), List.of(work), weight, false, false);
  }

  private static RunKind steps(String name, LedgerWork... steps) {
    return new RunKind(name, List.of(steps), 12, false, false);
  }

  private static LedgerWork work(String name, int lines, int pauseMs, int exitCode) {
    return LedgerWork.of(name, lines, Duration.ofMillis(pauseMs), false, exitCode);
  }
}
