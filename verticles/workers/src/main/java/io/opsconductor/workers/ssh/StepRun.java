package io.opsconductor.workers.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.targets.ConnectionCategory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One step on one connection, from the opening of its channel to its end.
 *
 * <pre>
 *   open ──▶ shell waits for its program ──run──▶ running ──▶ exited
 *                                                   ├─ cancel, time-out ──▶ kill, look ──▶ stopped
 *                                                   └─ connection broke ──▶ lost
 * </pre>
 *
 * <p>Nothing of the command is on the wire before {@link #run}. {@link #run} is called once; {@link
 * #cancel} by any thread at any time.
 */
public final class StepRun {

  private static final Duration LOOK = Duration.ofMillis(250);

  /** For the shell's first words, and for the channel's end after a kill. */
  private static final Duration BRIEFLY = Duration.ofSeconds(2);

  private static final Duration HANG_UP = Duration.ofSeconds(5);
  private static final Duration SENDING_AFTER_CANCEL = Duration.ofSeconds(5);

  private final SshConnection connection;
  private final StepProgram program;
  private final StepWatch watch = new StepWatch();
  private final OutputEnd outputEnd = new OutputEnd(watch);
  private final LifeSigns lifeSigns;
  private final ChannelExec channel;
  private volatile RemoteGroup group;
  private volatile boolean cancelAsked;
  private volatile boolean sent;

  private StepRun(SshConnection connection, StepProgram program, OutputSink sink, Duration timeout)
      throws JSchException {
    this.connection = connection;
    this.program = program;
    this.lifeSigns = new LifeSigns(connection, watch);
    this.channel =
        connection.openShell(
            new StepStream(OutputStreamName.STDOUT, program.marker(), sink, watch, this::begun),
            new StepStream(OutputStreamName.STDERR, program.marker(), sink, watch, words -> {}),
            timeout);
  }

  /**
   * Opens the step's channel. A failure means that the connection is of no use, or, when it is
   * still open, that the target lets no command run.
   */
  public static StepRun open(
      SshConnection connection, StepProgram program, OutputSink sink, Duration timeout)
      throws SshConnectException {
    try {
      return new StepRun(connection, program, sink, timeout);
    } catch (JSchException e) {
      ConnectionCategory category =
          connection.isOpen() && String.valueOf(e.getMessage()).contains("failed to send")
              ? ConnectionCategory.PERMISSION
              : ConnectionCategory.PROTOCOL;
      throw new SshConnectException(
          category,
          category == ConnectionCategory.PERMISSION
              ? "the target lets no command run"
              : "no channel for a command could be opened",
          Optional.of(connection.hostKey()),
          e);
    }
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
      return send(timeout)
          ? await(deadline, reconnect)
          : StepResult.lost("the connection broke at the start");
    } finally {
      hangUp();
    }
  }

  /** Has {@link #run} kill the command and return. */
  public void cancel() {
    cancelAsked = true;
    watch.changed();
    if (!sent) {
      Watchdog.after(SENDING_AFTER_CANCEL, this::closeUnlessSent);
    }
  }

  /** Gives the channel up without having run anything. */
  public void abandon() {
    sent = true;
    hangUp();
  }

  /** Sends a packet, which must not wait for a dead target for ever. */
  private void hangUp() {
    Watchdog patience = Watchdog.after(HANG_UP, connection::close);
    try {
      channel.disconnect();
    } finally {
      patience.cancel();
    }
  }

  private void closeUnlessSent() {
    if (!sent) {
      connection.close();
    }
  }

  private void begun(String words) {
    group = RemoteGroup.parse(words);
    watch.changed();
  }

  private boolean send(Duration timeout) {
    Watchdog patience = Watchdog.after(timeout, this::closeUnlessSent);
    try (OutputStream input = channel.getOutputStream()) {
      input.write(program.text().getBytes(StandardCharsets.UTF_8));
      input.flush();
      return true;
    } catch (IOException e) {
      // a shell that ends without reading its input is told apart by its status
      return connection.isOpen();
    } finally {
      sent = true;
      patience.cancel();
    }
  }

  private StepResult await(Deadline deadline, Reconnect reconnect) throws InterruptedException {
    while (!channel.isClosed() && connection.isOpen()) {
      if (cancelAsked) {
        return stop(StepResult.End.CANCELLED, "cancelled", reconnect);
      }
      if (deadline.passed()) {
        return stop(StepResult.End.TIMED_OUT, "not finished within " + deadline.print(), reconnect);
      }
      if (exitKnown() && outputEnd.reached()) {
        return StepResult.exited(exitCode(), true);
      }
      if (lifeSigns.missing()) {
        connection.close();
        return StepResult.lost("the target stopped answering");
      }
      watch.await(shorter(LOOK, deadline.remaining()));
    }
    return ended();
  }

  private StepResult ended() {
    if (!exitKnown()) {
      return StepResult.lost("the connection broke while the command was running");
    }
    if (group == null) {
      return StepResult.notStarted(
          "the login shell ended with status %d and ran no command".formatted(exitCode()));
    }
    return StepResult.exited(exitCode(), false);
  }

  private StepResult stop(StepResult.End end, String message, Reconnect reconnect)
      throws InterruptedException {
    awaitBriefly(() -> group != null);
    boolean gone =
        new RemoteKill(connection, watch.stalled(), reconnect).kill(group, program.file());
    awaitBriefly(() -> !gone || channel.isClosed());
    return StepResult.stopped(
        end, gone, gone ? message : message + "; whether its processes ended is not known");
  }

  private void awaitBriefly(BooleanSupplier enough) throws InterruptedException {
    Deadline deadline = Deadline.in(BRIEFLY);
    while (!enough.getAsBoolean() && connection.isOpen() && !deadline.passed()) {
      watch.await(shorter(LOOK, deadline.remaining()));
    }
  }

  private boolean exitKnown() {
    return channel.getExitStatus() >= 0 || channel.getExitSignal() != null;
  }

  private int exitCode() {
    return channel.getExitStatus() >= 0
        ? channel.getExitStatus()
        : Signals.exitCode(channel.getExitSignal());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
