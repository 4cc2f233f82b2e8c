package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Prints what the hosts print, line by line. */
final class LineSink implements FrameSink {

  private final Terminal terminal;
  private final Optional<String> only;
  private final LinePrinter printer;
  private final LineJoiner joiner;
  private final Progress progress;
  private boolean sawTarget;

  /**
   * @param only the name or id of the one target to print; empty for all
   */
  LineSink(Terminal terminal, boolean prefixed, Optional<String> only) {
    this.terminal = terminal;
    this.only = only;
    this.printer = new LinePrinter(terminal, prefixed);
    this.joiner = new LineJoiner(printer);
    this.progress = new Progress(terminal);
  }

  @Override
  public void frame(Frame frame, JsonNode json) {
    switch (frame) {
      case Frame.State state -> progress.total(state.counts().total());
      case Frame.Task task -> task(task);
      case Frame.Output output -> output(output);
      case Frame.Elided elided -> elided(elided);
      case Frame.End end -> endLines();
      case Frame.Failure failure -> notice(failure.message());
      case Frame.Other other -> {}
    }
    progress.show();
  }

  private void task(Frame.Task task) {
    progress.task(task.taskId(), task.state());
    if (wanted(task.targetId(), task.target())) {
      printer.expect(task.target());
    }
    if (!task.state().equals("running")) {
      progress.hide();
      joiner.endTask(task.taskId());
      printer.flush();
    }
  }

  private void output(Frame.Output output) {
    if (wanted(output.targetId(), output.target())) {
      progress.hide();
      joiner.add(
          new LineJoiner.Source(output.taskId(), output.target(), output.stream()),
          output.step(),
          output.attempt(),
          output.data());
      printer.flush();
    }
  }

  private void elided(Frame.Elided elided) {
    if (wanted(elided.targetId(), elided.target())) {
      progress.hide();
      joiner.endTask(elided.taskId());
      printer.flush();
      notice(
          "%s: %d bytes of %s are not kept"
              .formatted(elided.target(), elided.bytes(), elided.stream()));
    }
  }

  private boolean wanted(String targetId, String target) {
    boolean wanted = only.isEmpty() || only.get().equals(target) || only.get().equals(targetId);
    sawTarget |= wanted;
    return wanted;
  }

  private void endLines() {
    progress.hide();
    joiner.endAll();
    printer.flush();
  }

  @Override
  public void end() {
    progress.hide();
    if (!sawTarget && only.isPresent()) {
      throw new CliException(Exit.NOT_FOUND, "The execution has no target '" + only.get() + "'.");
    }
  }

  @Override
  public void notice(String line) {
    progress.hide();
    terminal.say(line);
  }
}
