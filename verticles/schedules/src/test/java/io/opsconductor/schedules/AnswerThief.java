package io.opsconductor.schedules;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a PostgreSQL server. Asked to, it takes away the answer to the next commit and cuts
 * the connection: the transaction is committed, and who committed it cannot know.
 */
final class AnswerThief implements AutoCloseable {
  private final NetClient client;
  private final NetServer server;
  private volatile boolean armed;
  private final AtomicInteger taken = new AtomicInteger();

  AnswerThief(Vertx vertx, String host, int port) {
    client = vertx.createNetClient();
    server = vertx.createNetServer();
    server.connectHandler(
        near -> {
          near.pause();
          client.connect(port, host).onFailure(e -> near.close()).onSuccess(far -> join(near, far));
        });
    server.listen(0, "127.0.0.1").await();
  }

  int port() {
    return server.actualPort();
  }

  /** Whether the answer to the next commit is taken away. */
  void arm(boolean on) {
    armed = on;
  }

  /** How many answers it has taken away. */
  int taken() {
    return taken.get();
  }

  private void join(NetSocket near, NetSocket far) {
    boolean[] committing = new boolean[1];
    near.handler(
        bytes -> {
          committing[0] = armed && commits(bytes);
          far.write(bytes);
        });
    far.handler(
        bytes -> {
          if (committing[0]) {
            taken.incrementAndGet();
            armed = false;
            near.close();
            far.close();
          } else {
            near.write(bytes);
          }
        });
    near.closeHandler(closed -> far.close());
    far.closeHandler(closed -> near.close());
    near.resume();
  }

  private static boolean commits(Buffer bytes) {
    return bytes.toString(StandardCharsets.ISO_8859_1).contains("COMMIT");
  }

  @Override
  public void close() {
    server.close().await();
    client.close().await();
  }
}
