package io.opsconductor.launcher.postgres;

import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds a TCP port for the server. */
final class FreePort {

  /** Below the range from which systems take ports for outgoing connections. */
  private static final int LOWEST = 15_000;

  private static final int HIGHEST = 32_000;
  private static final int TRIES = 100;

  private FreePort() {}

  static int find() {
    for (int tries = 0; tries < TRIES; tries++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw StartRefused.because("Found no free TCP port on 127.0.0.1 for PostgreSQL");
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
