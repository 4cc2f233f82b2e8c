package io.opsconductor.launcher;

import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One part of the stop.
 *
 * @param part for messages
 * @param bound after which the stop goes on without it
 * @param action that stops the part
 */
record StopStep(String part, Duration bound, Runnable action) {

  private static final Logger LOG = LoggerFactory.getLogger(StopStep.class);

  StopStep {
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(bound, "bound");
    Objects.requireNonNull(action, "action");
  }

  /**
   * Runs it.
   *
   * @param left of the time for the whole stop
   */
  void run(Duration left) {
    Duration longest = bound.compareTo(left) < 0 ? bound : left;
    Thread thread = Thread.ofPlatform().name("stop-" + part).daemon().start(this::runAction);
    try {
      if (!thread.join(longest)) {
        LOG.atWarn()
            .addKeyValue("part", part)
            .addKeyValue("boundMs", longest.toMillis())
            .log("Did not stop in time; going on without it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runAction() {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("part", part).setCause(e).log("Did not stop well");
    }
  }
}
