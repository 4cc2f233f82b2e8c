package io.opsconductor.workers.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import io.opsconductor.workers.masking.SecretMask;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * One logged-in connection. Its reader thread delivers output straight into the streams given to
 * {@link #openShell}: a stream that blocks stops everything on the connection, and so presses back
 * on the target.
 */
public final class SshConnection implements AutoCloseable {

  /**
   * The whole of what is asked of the login shell. Constant, so that neither command nor
   * environment shows in a process list, and valid in sh, csh and fish alike.
   */
  static final String EXEC_LINE = "exec /bin/sh -s";

  private static final int PACKET = 32 * 1024;

  private final Session session;
  private final TrackedSocket socket;
  private final HostKey hostKey;
  private final SshEndpoint endpoint;
  private final SshSettings settings;
  private final SecretMask mask;
  private final long madeAt = System.nanoTime();
  private volatile TargetTraits traits;

  SshConnection(
      Session session,
      TrackedSocket socket,
      HostKey hostKey,
      SshEndpoint endpoint,
      SshSettings settings,
      SecretMask mask) {
    this.session = session;
    this.socket = socket;
    this.hostKey = hostKey;
    this.endpoint = endpoint;
    this.settings = settings;
    this.mask = mask;
  }

  /** The key that the target presented. */
  public HostKey hostKey() {
    return hostKey;
  }

  SshEndpoint endpoint() {
    return endpoint;
  }

  /** What must not be shown of whatever comes over it: the secrets it was made with. */
  public SecretMask mask() {
    return mask;
  }

  SshSettings settings() {
    return settings;
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - madeAt);
  }

  /** Whether it was there at that {@link System#nanoTime}. */
  boolean madeBefore(long nanoTime) {
    return madeAt - nanoTime < 0;
  }

  /** Since the last byte from the target. */
  Duration silence() {
    return Duration.ofNanos(socket.silence());
  }

  /** What its target was found to be like, if it was asked. */
  Optional<TargetTraits> traits() {
    return Optional.ofNullable(traits);
  }

  void found(TargetTraits answer) {
    traits = answer;
  }

  /** False once the connection is known to be gone. */
  public boolean isOpen() {
    return session.isConnected();
  }

  /**
   * Starts a shell that reads its program from the channel's input; nothing of the program is sent.
   *
   * @throws JSchException when the target refuses, or does not answer within the time-out
   */
  ChannelExec openShell(OutputStream stdout, OutputStream stderr, Duration timeout)
      throws JSchException {
    ChannelExec channel = (ChannelExec) session.openChannel("exec");
    if (channel == null) {
      throw new JSchException("the connection is gone");
    }
    channel.setCommand(EXEC_LINE);
    channel.setLocalPacketSize(PACKET);
    channel.setOutputStream(stdout);
    channel.setErrStream(stderr);
    channel.connect((int) timeout.toMillis());
    return channel;
  }

  /** Asks the target for a sign of life, which {@link #silence} shows; may block. */
  void askForLife() {
    try {
      session.sendKeepAliveMsg();
    } catch (Exception e) {
      close();
    }
  }

  /** Ends the connection, also when a read or a write on it is blocked. */
  @Override
  public void close() {
    socket.close();
    session.disconnect();
  }
}
