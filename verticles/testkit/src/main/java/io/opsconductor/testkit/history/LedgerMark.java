package io.opsconductor.testkit.history;

import java.util.List;
import java.util.Optional;

/**
 * One line of the ledger.
 *
 * @param run the token that one request was given
 * @param target address that the client connected to
 * @param step counted from 0
 * @param attempt the name that the product gave it, {@code TASK-STEP-ATTEMPT}; empty when the
 *     command was not told
 * @param event what happened
 * @param process number on the target
 */
public record LedgerMark(
    String run, String target, int step, Optional<String> attempt, Event event, long process) {

  private static final String NOT_TOLD = "-";

  /** What a command writes down. */
  public enum Event {
    /** Its first action. */
    START,
    /** Its last action before it ends. */
    END
  }

  static LedgerMark parse(String line) {
    List<String> words = List.of(line.split(" ", -1));
    if (words.size() != 6) {
      throw new IllegalStateException("not a line of the ledger: " + line);
    }
    Event event =
        switch (words.get(4)) {
          case "start" -> Event.START;
          case "end" -> Event.END;
          default -> throw new IllegalStateException("not a line of the ledger: " + line);
        };
    return new LedgerMark(
        words.get(0),
        words.get(1),
        Integer.parseInt(words.get(2)),
        Optional.of(words.get(3)).filter(attempt -> !attempt.equals(NOT_TOLD)),
        event,
        Long.parseLong(words.get(5)));
  }

  boolean isStart() {
    return event == Event.START;
  }
}
