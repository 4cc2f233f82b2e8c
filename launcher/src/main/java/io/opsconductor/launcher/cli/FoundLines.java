package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/**
 * Prints lines that were found as {@code grep} does: {@code host:line}, lines around them as {@code
 * host-line}, each once, and {@code --} between those that are not beside each other.
 */
final class FoundLines {
  private final Terminal terminal;
  private final boolean numbered;
  private final boolean grouped;
  private JsonNode last;
  private int shown;

  /**
   * @param numbered whether to tell the number of each line
   * @param grouped whether lines around them were asked for
   */
  FoundLines(Terminal terminal, boolean numbered, boolean grouped) {
    this.terminal = terminal;
    this.numbered = numbered;
    this.grouped = grouped;
  }

  /** One more, in the order of the server. */
  void print(JsonNode hit) {
    long number = number(hit);
    int before = hit.path("before").size();
    boolean same = last != null && isSameStream(last, hit);
    after(same ? number : Long.MAX_VALUE);
    long printed = same ? number(last) + shown : 0;
    if (grouped && last != null && (!same || number - before > printed + 1)) {
      terminal.out().println("--");
    }
    for (int i = 0; i < before; i++) {
      long at = number - before + i;
      if (at > printed) {
        line(hit, at, '-', hit.path("before").get(i).asText());
      }
    }
    line(hit, number, ':', Json.text(hit, "line"));
    last = hit;
    shown = 0;
  }

  /** Prints what follows the last. */
  void end() {
    after(Long.MAX_VALUE);
    terminal.out().flush();
  }

  /** The lines after the last hit, up to one that is a hit itself. */
  private void after(long next) {
    if (last == null) {
      return;
    }
    JsonNode lines = last.path("after");
    while (shown < lines.size() && number(last) + shown + 1 < next) {
      line(last, number(last) + shown + 1, '-', lines.get(shown).asText());
      shown++;
    }
  }

  private void line(JsonNode hit, long number, char mark, String text) {
    PrintStream out = terminal.out();
    StringBuilder line = new StringBuilder(Json.text(hit.path("target"), "name")).append(mark);
    if (numbered) {
      line.append(number).append(mark);
    }
    line.append(text);
    out.println(terminal.outIsTerminal() ? SafeText.of(line.toString()) : line);
  }

  private static boolean isSameStream(JsonNode one, JsonNode other) {
    return one.path("taskId").equals(other.path("taskId"))
        && one.path("step").equals(other.path("step"))
        && one.path("attempt").equals(other.path("attempt"))
        && one.path("stream").equals(other.path("stream"));
  }

  private static long number(JsonNode hit) {
    return hit.path("lineNumber").asLong();
  }
}
