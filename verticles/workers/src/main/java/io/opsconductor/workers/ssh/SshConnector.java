package io.opsconductor.workers.ssh;

import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import io.opsconductor.contracts.targets.ConnectionCategory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes connections: resolves, connects, checks the host key, logs in. To be called on a virtual
 * thread, which it blocks. The time-out is a wall clock over all of that, because a read time-out
 * alone never ends a peer that sends a byte now and then.
 */
public final class SshConnector implements AutoCloseable {

  private static final ThreadFactory READERS = Thread.ofVirtual().name("ssh-read-", 0).factory();

  private final SshSettings settings;
  private final AddressResolver resolver;
  private final Semaphore loggingIn;

  public SshConnector(SshSettings settings) {
    this.settings = settings;
    this.resolver = new AddressResolver(settings.maxLookups());
    this.loggingIn = new Semaphore(settings.maxLoggingIn(), true);
  }

  /**
   * Connects and logs in. How many log in at once is limited, because that is what costs processor
   * time; waiting for a place is not part of the time-out, and targets that do not answer hold
   * none.
   */
  public SshConnection connect(
      SshEndpoint endpoint, SshCredential credential, HostKeyVerifier verifier)
      throws SshConnectException, InterruptedException {
    return connect(endpoint, credential, verifier, settings.connectTimeout());
  }

  /** The same with a time-out of its own. */
  public SshConnection connect(
      SshEndpoint endpoint, SshCredential credential, HostKeyVerifier verifier, Duration timeout)
      throws SshConnectException, InterruptedException {
    Deadline deadline = Deadline.in(timeout);
    List<InetAddress> addresses = resolver.resolve(endpoint.host(), deadline.remaining());
    Socket socket = open(endpoint, addresses, deadline);
    Duration left = deadline.remaining();
    awaitPlace(socket);
    try {
      PinnedHostKeys hostKeys = new PinnedHostKeys(endpoint, verifier);
      return logIn(endpoint, credential, hostKeys, socket, deadline.resumed(left));
    } finally {
      loggingIn.release();
    }
  }

  private void awaitPlace(Socket socket) throws InterruptedException {
    try {
      loggingIn.acquire();
    } catch (InterruptedException e) {
      new TrackedSocket(socket).close();
      throw e;
    }
  }

  private static Socket open(SshEndpoint endpoint, List<InetAddress> addresses, Deadline deadline)
      throws SshConnectException {
    Iterator<InetAddress> left = addresses.iterator();
    int tries = addresses.size();
    while (true) {
      try {
        return open(new InetSocketAddress(left.next(), endpoint.port()), deadline, tries--);
      } catch (IOException e) {
        if (!left.hasNext() || deadline.passed()) {
          throw tcpFailure(endpoint, deadline, e);
        }
      }
    }
  }

  private static Socket open(InetSocketAddress address, Deadline deadline, int tries)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, (int) Math.max(1, deadline.remaining().toMillis() / tries));
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static SshConnectException tcpFailure(
      SshEndpoint endpoint, Deadline deadline, IOException e) {
    String where = endpoint.host() + " port " + endpoint.port();
    return switch (e) {
      case SocketTimeoutException timeout ->
          new SshConnectException(
              ConnectionCategory.CONNECT_TIMEOUT,
              "%s did not answer within %s".formatted(where, deadline.print()));
      case NoRouteToHostException noRoute ->
          new SshConnectException(ConnectionCategory.UNREACHABLE, "no route to " + where);
      case ConnectException connect when String.valueOf(connect.getMessage()).contains("refused") ->
          new SshConnectException(ConnectionCategory.REFUSED, "nothing listens on " + where);
      default ->
          new SshConnectException(
              ConnectionCategory.UNREACHABLE, "%s: %s".formatted(where, e.getMessage()));
    };
  }

  private SshConnection logIn(
      SshEndpoint endpoint,
      SshCredential credential,
      PinnedHostKeys hostKeys,
      Socket socket,
      Deadline deadline)
      throws SshConnectException {
    TrackedSocket tracked = new TrackedSocket(socket);
    AtomicReference<Race> race = new AtomicReference<>(Race.OPEN);
    Watchdog watchdog =
        Watchdog.after(
            deadline.remaining(),
            () -> {
              if (race.compareAndSet(Race.OPEN, Race.LATE)) {
                tracked.close();
              }
            });
    try {
      Session session = credential.session(endpoint);
      Algorithms.config(endpoint.knownKey()).forEach(session::setConfig);
      session.setHostKeyRepository(hostKeys);
      session.setThreadFactory(READERS);
      session.setSocketFactory(tracked);
      session.connect();
      if (!race.compareAndSet(Race.OPEN, Race.WON)) {
        throw new JSchException("logged in too late");
      }
      return new SshConnection(
          session,
          tracked,
          hostKeys.presented().orElseThrow(),
          endpoint,
          settings,
          credential.mask());
    } catch (JSchException | RuntimeException e) {
      tracked.close();
      throw new LogInFailure(endpoint, hostKeys, race.get() == Race.LATE ? deadline : null)
          .explain(e);
    } finally {
      watchdog.cancel();
    }
  }

  /** Between the log-in and its deadline; whichever is first decides. */
  private enum Race {
    OPEN,
    WON,
    LATE
  }

  @Override
  public void close() {
    resolver.close();
  }
}
