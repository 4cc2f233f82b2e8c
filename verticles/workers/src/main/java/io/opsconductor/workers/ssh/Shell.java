package io.opsconductor.workers.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import io.opsconductor.contracts.targets.ConnectionCategory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A shell on the target that waits for what it is to do. Nothing of a program is on the wire before
 * {@link #send}.
 */
public final class Shell {

  private static final Duration HANG_UP = Duration.ofSeconds(5);

  /** From the end of the channels of a broken connection to its own. */
  private static final Duration BREAKING = Duration.ofSeconds(1);

  private static final Duration LOOK = Duration.ofMillis(20);

  private final SshConnection connection;
  private final ChannelExec channel;
  private final Listener stdout = new Listener(this::outputEnds);
  private final Listener stderr = new Listener(() -> {});
  private final OutputStream input;
  private volatile boolean sent;
  private volatile boolean idle;
  private volatile boolean outputEnded;

  private Shell(SshConnection connection, Duration timeout) throws JSchException, IOException {
    this.connection = connection;
    this.channel = connection.openShell(stdout, stderr, timeout);
    this.input = channel.getOutputStream();
  }

  /**
   * Opens one. A failure means that the connection is of no use, or, when it is still open, that
   * the target lets no command run.
   */
  public static Shell open(SshConnection connection, Duration timeout) throws SshConnectException {
    try {
      return new Shell(connection, timeout);
    } catch (JSchException | IOException e) {
      boolean refused =
          connection.isOpen() && String.valueOf(e.getMessage()).contains("failed to send");
      throw new SshConnectException(
          refused ? ConnectionCategory.PERMISSION : ConnectionCategory.PROTOCOL,
          refused ? "the target lets no command run" : "no channel for a command could be opened",
          Optional.of(connection.hostKey()),
          e);
    }
  }

  public SshConnection connection() {
    return connection;
  }

  /** Who gets what comes from now on; called on the connection's reader thread. */
  void listen(OutputStream out, OutputStream err) {
    stdout.to = out;
    stderr.to = err;
  }

  /** Sends a part of what the shell is to do; false when the connection is gone. */
  boolean say(String text, Duration patience) {
    return write(text, patience, false);
  }

  /** Sends the last of what the shell is to do; false when the connection is gone. */
  boolean send(String text, Duration patience) {
    return write(text, patience, true);
  }

  private boolean write(String text, Duration patience, boolean last) {
    Watchdog watchdog = Watchdog.after(patience, this::closeUnlessSent);
    try {
      input.write(text.getBytes(StandardCharsets.UTF_8));
      input.flush();
      if (last) {
        input.close();
      }
      return true;
    } catch (IOException e) {
      // a shell that ends without reading its input is told apart by its status
      return connection.isOpen();
    } finally {
      sent |= last;
      watchdog.cancel();
    }
  }

  /** Ends a sending that is blocked, by ending the connection. */
  void closeUnlessSent() {
    if (!sent) {
      connection.close();
    }
  }

  boolean sent() {
    return sent;
  }

  /** It has done what it was told, and waits for more. */
  void becomesIdle() {
    idle = true;
  }

  /** Whether it ran a program before. */
  boolean wasIdle() {
    return idle;
  }

  /** Whether it is over: the target ended it, all output included, or its connection broke. */
  public boolean closed() {
    return channel.isClosed();
  }

  /**
   * Once it is over: whether the target ended it. A connection that breaks looks the same at first,
   * but for the end of the output, which a target tells before.
   */
  boolean endedByTarget() throws InterruptedException {
    Deadline deadline = Deadline.in(BREAKING);
    while (!outputEnded && connection.isOpen() && !deadline.passed()) {
      Thread.sleep(LOOK);
    }
    return outputEnded || connection.isOpen();
  }

  /** The library closes the outputs at the target's word, or after it has closed the channel. */
  private void outputEnds() {
    if (channel != null && !channel.isClosed()) {
      outputEnded = true;
    }
  }

  /** As the target gave it; 128 + number for a signal; empty before. */
  OptionalInt exitCode() {
    if (channel.getExitStatus() >= 0) {
      return OptionalInt.of(channel.getExitStatus());
    }
    return channel.getExitSignal() == null
        ? OptionalInt.empty()
        : OptionalInt.of(Signals.exitCode(channel.getExitSignal()));
  }

  /** Gives it up. Sends a packet, which must not wait for a dead target for ever. */
  public void hangUp() {
    sent = true;
    Watchdog patience = Watchdog.after(HANG_UP, connection::close);
    try {
      channel.disconnect();
    } finally {
      patience.cancel();
    }
  }

  /** What the channel writes to for its whole life. */
  private static final class Listener extends OutputStream {
    private final Runnable onClose;
    private volatile OutputStream to = nullOutputStream();

    Listener(Runnable onClose) {
      this.onClose = onClose;
    }

    @Override
    public void write(int single) throws IOException {
      to.write(single);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      to.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      onClose.run();
      to.close();
    }
  }
}
