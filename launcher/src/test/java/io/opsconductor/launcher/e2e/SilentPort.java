package io.opsconductor.launcher.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port behind which nothing answers: its queue is full, so that the kernel drops what comes. */
final class SilentPort implements AutoCloseable {
  private static final int FILL = 8;

  private final ServerSocket socket;
  private final List<SocketChannel> waiting = new ArrayList<>();

  SilentPort(String host) {
    try {
      socket = new ServerSocket(0, 1, InetAddress.getByName(host));
      for (int i = 0; i < FILL; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(host, socket.getLocalPort()));
        waiting.add(channel);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int number() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    try {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
