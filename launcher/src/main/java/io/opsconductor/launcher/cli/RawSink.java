package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** For programs: the messages as they are, one a line, or none. */
final class RawSink implements FrameSink {

  private final Terminal terminal;
  private final boolean printing;

  RawSink(Terminal terminal, boolean printing) {
    this.terminal = terminal;
    this.printing = printing;
  }

  @Override
  public void frame(Frame frame, JsonNode json) {
    if (!printing) {
      return;
    }
    if (json instanceof ObjectNode message) {
      message.remove("id"); // of the subscription
    }
    terminal.out().println(Json.line(json));
    if (terminal.out().checkError()) {
      throw new CliException(Exit.ERROR, "Standard output is closed.");
    }
  }

  @Override
  public void notice(String line) {
    terminal.say(line);
  }
}
