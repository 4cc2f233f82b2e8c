package io.opsconductor.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Stands between a client and a server on loopback and spoils what passes. Everything can be
 * switched while connections are open, and applies to them too.
 *
 * <p>Which bytes are garbled and how long each delay takes follows from the seed, the number of the
 * connection, the direction and the place in the stream. At most {@value #MAX_CONNECTIONS}
 * connections are open, with four virtual threads and 2 MiB of buffers each.
 */
public final class ChaosProxy implements AutoCloseable {

  static final int MAX_CONNECTIONS = 512;

  /** Which way bytes go. */
  public enum Direction {
    /** From the client to the server. */
    TO_SERVER,
    /** From the server to the client. */
    TO_CLIENT
  }

  private final InetSocketAddress server;
  private final long seed;
  private final ServerSocket listener;
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(MAX_CONNECTIONS);
  private volatile LinkCondition toServer = LinkCondition.NORMAL;
  private volatile LinkCondition toClient = LinkCondition.NORMAL;
  private volatile boolean refusing;
  private long accepted;

  private ChaosProxy(InetSocketAddress listen, InetSocketAddress server, long seed)
      throws IOException {
    this.server = server;
    this.seed = seed;
    this.listener = new ServerSocket();
    this.listener.setReuseAddress(true);
    this.listener.bind(listen, MAX_CONNECTIONS);
    Thread.ofVirtual().name("proxy-accept-" + listener.getLocalPort()).start(this::accept);
  }

  /** A proxy on 127.0.0.1 and any free port. */
  public static ChaosProxy to(String host, int port, long seed) {
    return open(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        new InetSocketAddress(host, port),
        seed);
  }

  /** A proxy at a place of its own, which must be on loopback. */
  public static ChaosProxy open(InetSocketAddress listen, InetSocketAddress server, long seed) {
    Objects.requireNonNull(server, "server");
    if (!listen.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("the proxy must listen on loopback, not on " + listen);
    }
    try {
      return new ChaosProxy(listen, server, seed);
    } catch (IOException e) {
      throw new UncheckedIOException("no proxy on " + listen, e);
    }
  }

  /** Where clients connect to. */
  public String host() {
    return listener.getInetAddress().getHostAddress();
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections are open. */
  public int connections() {
    return connections.size();
  }

  /** Changes one direction, of connections that are open too. */
  public void condition(Direction direction, LinkCondition condition) {
    Objects.requireNonNull(condition, "condition");
    switch (direction) {
      case TO_SERVER -> toServer = condition;
      case TO_CLIENT -> toClient = condition;
    }
    List.copyOf(connections).forEach(ProxiedConnection::conditionChanged);
  }

  /** Changes both directions. */
  public void condition(LinkCondition condition) {
    condition(Direction.TO_SERVER, condition);
    condition(Direction.TO_CLIENT, condition);
  }

  /** Forwards everything again, and lets new connections in. Connections that are cut stay cut. */
  public void heal() {
    refusing = false;
    condition(LinkCondition.NORMAL);
  }

  /** Cuts new connections at once with a reset, as if nobody listened; open ones go on. */
  public void refuse() {
    refusing = true;
  }

  /** Resets every open connection on both sides. */
  public void reset() {
    List.copyOf(connections).forEach(ProxiedConnection::reset);
  }

  /**
   * Ends every open connection in order after so many more bytes in a direction.
   *
   * @param bytes 0 ends them at the next byte
   */
  public void truncate(Direction direction, long bytes) {
    List.copyOf(connections).forEach(connection -> connection.truncate(direction, bytes));
  }

  /**
   * Ends one direction of every open connection, and keeps the other one open: the side that is
   * told so sees the end of what is sent to it, the other side sees nothing.
   */
  public void halfClose(Direction direction) {
    List.copyOf(connections).forEach(connection -> connection.halfClose(direction));
  }

  LinkCondition condition(Direction direction) {
    return switch (direction) {
      case TO_SERVER -> toServer;
      case TO_CLIENT -> toClient;
    };
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        places.acquireUninterruptibly();
        Socket client = listener.accept();
        long number = accepted++;
        Thread.ofVirtual()
            .name("proxy-connect-" + listener.getLocalPort())
            .start(() -> connect(client, number));
      } catch (IOException e) {
        // closed: the condition of the loop says so
        places.release();
      }
    }
  }

  private void connect(Socket client, long number) {
    if (refusing) {
      ProxiedConnection.reset(client);
      places.release();
      return;
    }
    Socket upstream = new Socket();
    try {
      upstream.connect(server, 5000);
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
    } catch (IOException e) {
      ProxiedConnection.reset(client);
      ProxiedConnection.reset(upstream);
      places.release();
      return;
    }
    Consumer<ProxiedConnection> ended =
        connection -> {
          connections.remove(connection);
          places.release();
        };
    ProxiedConnection connection =
        new ProxiedConnection(this, client, upstream, seed * 31 + number, ended);
    connections.add(connection);
    connection.start();
    if (listener.isClosed()) {
      connection.reset();
    }
  }

  /** Stops listening and resets what is open. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reset();
  }
}
