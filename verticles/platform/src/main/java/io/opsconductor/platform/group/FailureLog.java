package io.opsconductor.platform.group;

import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.OpsException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells of failures of something that is tried again, without repeating itself. What another part
 * answers is no news at first, for at the start of a node and while one is replaced parts are
 * missing for a moment: a warning, once, when it lasts. A defect is told at once, with its trace.
 * Belongs to one thread.
 */
final class FailureLog {
  /** How long a part may be missing before somebody should know. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private enum Told {
    NOTHING,
    QUIETLY,
    LOUDLY
  }

  private final Logger log;
  private final String task;
  private final LongSupplier nanos;
  private Told told = Told.NOTHING;
  private long since;

  FailureLog(Logger log, String task, LongSupplier nanos) {
    this.log = log;
    this.task = task;
    this.nanos = nanos;
  }

  /** Whether another part said so, rather than a defect of this one. */
  static boolean isAnswer(Throwable failure) {
    return failure instanceof OpsException e && e.category() != ErrorCategory.INTERNAL;
  }

  void failed(Throwable failure) {
    if (told == Told.NOTHING) {
      since = nanos.getAsLong();
    }
    if (!isAnswer(failure)) {
      event(Told.LOUDLY).setCause(failure).log("A run failed; it is tried again");
    } else if (nanos.getAsLong() - since >= PATIENCE.toNanos()) {
      event(Told.LOUDLY)
          .addKeyValue("errorCode", ((OpsException) failure).code())
          .log("Runs have failed for a while, and are tried again: {}", failure.getMessage());
    } else {
      event(Told.QUIETLY)
          .addKeyValue("errorCode", ((OpsException) failure).code())
          .log("A run failed; it is tried again: {}", failure.getMessage());
    }
  }

  void works() {
    if (told != Told.NOTHING) {
      log.atInfo().addKeyValue("task", task).log("Works again");
      told = Told.NOTHING;
    }
  }

  /** Each way of telling once; after that only for those who look closely. */
  private LoggingEventBuilder event(Told next) {
    LoggingEventBuilder event;
    if (told.compareTo(next) >= 0) {
      event = log.atDebug();
    } else {
      event = next == Told.LOUDLY ? log.atWarn() : log.atInfo();
      told = next;
    }
    return event.addKeyValue("task", task);
  }
}
