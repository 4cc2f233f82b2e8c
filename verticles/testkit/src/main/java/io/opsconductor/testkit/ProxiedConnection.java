package io.opsconductor.testkit;

import io.opsconductor.testkit.ChaosProxy.Direction;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Two sockets and what goes between them, one {@link Pump} each way. */
final class ProxiedConnection {

  private final Socket client;
  private final Socket server;
  private final Pump toServer;
  private final Pump toClient;
  private final AtomicInteger pumping = new AtomicInteger(2);
  private final AtomicBoolean over = new AtomicBoolean();
  private final Consumer<ProxiedConnection> ended;

  ProxiedConnection(
      ChaosProxy proxy, Socket client, Socket server, long seed, Consumer<ProxiedConnection> end) {
    this.client = client;
    this.server = server;
    this.ended = end;
    this.toServer =
        new Pump(client, server, () -> proxy.condition(Direction.TO_SERVER), seed, this::pumped);
    this.toClient =
        new Pump(server, client, () -> proxy.condition(Direction.TO_CLIENT), ~seed, this::pumped);
  }

  void start() {
    toServer.start();
    toClient.start();
  }

  void conditionChanged() {
    toServer.conditionChanged();
    toClient.conditionChanged();
  }

  void truncate(Direction direction, long bytes) {
    pump(direction).endAfter(bytes);
  }

  void halfClose(Direction direction) {
    pump(direction).endNow();
  }

  private Pump pump(Direction direction) {
    return switch (direction) {
      case TO_SERVER -> toServer;
      case TO_CLIENT -> toClient;
    };
  }

  void reset() {
    reset(client);
    reset(server);
    finish();
  }

  /** A close that discards, and that the other side sees as a reset. */
  static void reset(Socket socket) {
    try {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException e) {
      // gone already
    }
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // what cannot be closed is not open
    }
  }

  /** Called by each pump once, in whatever way it ended. */
  private void pumped(Pump.End end) {
    switch (end) {
      case IN_ORDER -> {
        if (pumping.decrementAndGet() == 0) {
          closeQuietly(client);
          closeQuietly(server);
          finish();
        }
      }
      case TRUNCATED -> {
        closeQuietly(client);
        closeQuietly(server);
        finish();
      }
      case BROKEN -> reset();
    }
  }

  private void finish() {
    if (over.compareAndSet(false, true)) {
      toServer.stop();
      toClient.stop();
      ended.accept(this);
    }
  }
}
