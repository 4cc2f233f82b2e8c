package io.opsconductor.launcher.cli;

import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.executions.TaskState;
import java.util.HashMap;
import java.util.Map;

/** The last line of a terminal: {@code 12/200 done, 1 failed}. Elsewhere nothing is shown. */
final class Progress {

  private static final String WAITING = TaskState.WAITING.wireName();
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private final Map<String, String> tasks = new HashMap<>();
  private int total;
  private String shown = "";

  Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  void total(int tasksInAll) {
    total = tasksInAll;
  }

  void task(String taskId, String state) {
    tasks.put(taskId, state);
  }

  /** Out of the way of other lines, until {@link #show()}. */
  void hide() {
    if (!shown.isEmpty()) {
      terminal.err().print(CLEAR_LINE);
      terminal.err().flush();
      shown = "";
    }
  }

  void show() {
    String line = line();
    if (terminal.redraws() && total > 1 && !line.equals(shown)) {
      terminal.err().print(CLEAR_LINE + line);
      terminal.err().flush();
      shown = line;
    }
  }

  String line() {
    long done = tasks.values().stream().filter(Progress::isFinal).count();
    long troubled = tasks.values().stream().filter(Counts.TROUBLED::contains).count();
    long waiting = tasks.values().stream().filter(WAITING::equals).count();
    return done
        + "/"
        + total
        + " done"
        + (troubled == 0 ? "" : ", " + troubled + " failed")
        + (waiting == 0 ? "" : ", " + waiting + " waiting");
  }

  /** A state that a newer server may know counts as not final. */
  private static boolean isFinal(String state) {
    try {
      return WireNamed.of(TaskState.class, state).terminal();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
