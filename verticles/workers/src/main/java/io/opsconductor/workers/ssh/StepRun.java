package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.executions.OutputStreamName;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * One step over one shell, whose end is the end of the step.
 *
 * <pre>
 *   shell waits for its program ──run──▶ running ──▶ exited
 *                                           ├─ cancel, time-out ──▶ kill, look ──▶ stopped
 *                                           └─ connection broke ──▶ lost
 * </pre>
 *
 * <p>Nothing of the command is on the wire before {@link #run}. {@link #run} is called once; {@link
 * #cancel} by any thread at any time.
 */
public final class StepRun implements RunningStep {

  private static final Duration LOOK = Duration.ofMillis(250);

  /** For the shell's first words, and for the channel's end after a kill. */
  private static final Duration BRIEFLY = Duration.ofSeconds(2);

  private static final Duration SENDING_AFTER_CANCEL = Duration.ofSeconds(5);

  private final Shell shell;
  private final SshConnection connection;
  private final StepProgram program;
  private final StepWatch watch = new StepWatch();
  private final OutputEnd outputEnd = new OutputEnd(watch);
  private final LifeSigns lifeSigns;
  private volatile RemoteGroup group;
  private volatile boolean cancelAsked;

  public StepRun(Shell shell, StepProgram program, OutputSink sink) {
    this.shell = shell;
    this.connection = shell.connection();
    this.program = program;
    this.lifeSigns = new LifeSigns(connection, watch);
    shell.listen(
        new StepStream(OutputStreamName.STDOUT, program.marker(), sink, watch, this::begun),
        new StepStream(OutputStreamName.STDERR, program.marker(), sink, watch, words -> {}));
  }

  /** As {@link #run(Duration, Reconnect)}, killing over this connection only. */
  public StepResult run(Duration timeout) throws InterruptedException {
    return run(timeout, Reconnect.NEVER);
  }

  /**
   * Sends the program and waits for its end, at most for the time-out and the killing.
   *
   * @param reconnect asked only if the step is to be killed and this connection is of no use for it
   */
  public StepResult run(Duration timeout, Reconnect reconnect) throws InterruptedException {
    try {
      Deadline deadline = Deadline.in(timeout);
      if (cancelAsked) {
        return StepResult.stopped(StepResult.End.CANCELLED, true, "cancelled before the start");
      }
      return shell.send(program.text(), timeout)
          ? await(deadline, reconnect)
          : StepResult.lost("the connection broke at the start");
    } finally {
      shell.hangUp();
    }
  }

  /** Has {@link #run} kill the command and return. */
  @Override
  public void cancel() {
    cancelAsked = true;
    watch.changed();
    if (!shell.sent()) {
      Watchdog.after(SENDING_AFTER_CANCEL, shell::closeUnlessSent);
    }
  }

  /** What is left without its connection ends or not, and nobody can know: it is not left. */
  @Override
  public void leave() {
    // it goes on until it ends, or the connection does
  }

  private void begun(String words) {
    group = RemoteGroup.parse(words);
    watch.changed();
  }

  private StepResult await(Deadline deadline, Reconnect reconnect) throws InterruptedException {
    while (!shell.closed() && connection.isOpen()) {
      if (cancelAsked) {
        return stop(StepResult.End.CANCELLED, "cancelled", reconnect);
      }
      if (deadline.passed()) {
        return stop(StepResult.End.TIMED_OUT, "not finished within " + deadline.print(), reconnect);
      }
      if (shell.exitCode().isPresent() && outputEnd.reached()) {
        return StepResult.exited(shell.exitCode().getAsInt(), true);
      }
      if (lifeSigns.missing()) {
        connection.close();
        return StepResult.lost("the target stopped answering");
      }
      watch.await(shorter(LOOK, deadline.remaining()));
    }
    return ended();
  }

  private StepResult ended() throws InterruptedException {
    boolean heardAll = shell.endedByTarget();
    if (shell.exitCode().isEmpty() || (group == null && !heardAll)) {
      return StepResult.lost("the connection broke while the command was running");
    }
    if (group == null) {
      return StepResult.notStarted(
          "the login shell ended with status %d and ran no command"
              .formatted(shell.exitCode().getAsInt()));
    }
    StepResult result = StepResult.exited(shell.exitCode().getAsInt(), false);
    return heardAll
        ? result
        : result.withMessage("the connection broke before all that the command printed had come");
  }

  private StepResult stop(StepResult.End end, String message, Reconnect reconnect)
      throws InterruptedException {
    awaitBriefly(() -> group != null);
    boolean gone = new RemoteKill(connection, watch.stalled(), reconnect).kill(group, program);
    awaitBriefly(() -> !gone || shell.closed());
    return StepResult.stopped(
        end, gone, gone ? message : message + "; whether its processes ended is not known");
  }

  private void awaitBriefly(BooleanSupplier enough) throws InterruptedException {
    Deadline deadline = Deadline.in(BRIEFLY);
    while (!enough.getAsBoolean() && connection.isOpen() && !deadline.passed()) {
      watch.await(shorter(LOOK, deadline.remaining()));
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
