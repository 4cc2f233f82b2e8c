package io.opsconductor.testkit.history;

import java.util.List;

/**
 * One line of the ledger.
 *
 * @param run the token that one request was given
 * @param target address that the client connected to
 * @param attempt of the task, 0 when the command was not told
 * @param event what happened
 * @param process number on the target
 */
public record LedgerMark(String run, String target, int attempt, Event event, long process) {

  /** What a command writes down. */
  public enum Event {
    /** Its first action. */
    START,
    /** Its last action before it ends. */
    END
  }

  static LedgerMark parse(String line) {
    List<String> words = List.of(line.split(" ", -1));
    if (words.size() != 5) {
      throw new IllegalStateException("not a line of the ledger: " + line);
    }
    Event event =
        switch (words.get(3)) {
          case "start" -> Event.START;
          case "end" -> Event.END;
          default -> throw new IllegalStateException("not a line of the ledger: " + line);
        };
    return new LedgerMark(
        words.get(0),
        words.get(1),
        Integer.parseInt(words.get(2)),
        event,
        Long.parseLong(words.get(4)));
  }
}
