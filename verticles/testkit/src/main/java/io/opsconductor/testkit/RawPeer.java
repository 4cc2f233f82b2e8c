package io.opsconductor.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The misbehaviour of a {@link BadSshd} that never gets as far as SSH. */
final class RawPeer implements AutoCloseable {

  private static final Set<Misbehaviour> PLAYED =
      EnumSet.of(
          Misbehaviour.HANGS_BEFORE_BANNER,
          Misbehaviour.TRICKLES_BANNER,
          Misbehaviour.HANGS_IN_KEY_EXCHANGE,
          Misbehaviour.HANGS_UP_IN_KEY_EXCHANGE,
          Misbehaviour.GARBLES_KEY_EXCHANGE);

  private static final byte[] BANNER = "SSH-2.0-bad\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int NOISE = 64 * 1024;
  private static final Duration TRICKLE = Duration.ofMillis(50);
  private static final int BACKLOG = 512;

  private final Misbehaviour misbehaviour;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  RawPeer(Misbehaviour misbehaviour) throws IOException {
    this.misbehaviour = misbehaviour;
    this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("raw-accept").start(this::accept);
  }

  static boolean plays(Misbehaviour misbehaviour) {
    return PLAYED.contains(misbehaviour);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket peer = listener.accept();
        open.add(peer);
        Thread.ofVirtual().name("raw-peer").start(() -> serve(peer));
      } catch (IOException e) {
        // closed: the condition of the loop says so
      }
    }
  }

  private void serve(Socket peer) {
    try (peer) {
      play(peer, peer.getOutputStream());
    } catch (IOException e) {
      // the client is gone
    } finally {
      open.remove(peer);
    }
  }

  private void play(Socket peer, OutputStream output) throws IOException {
    switch (misbehaviour) {
      case HANGS_BEFORE_BANNER -> listen(peer);
      case TRICKLES_BANNER -> trickle(output);
      case HANGS_IN_KEY_EXCHANGE -> {
        output.write(BANNER);
        listen(peer);
      }
      case HANGS_UP_IN_KEY_EXCHANGE -> output.write(BANNER);
      case GARBLES_KEY_EXCHANGE -> {
        output.write(BANNER);
        byte[] noise = new byte[NOISE];
        new SplittableRandom(1).nextBytes(noise);
        output.write(noise);
        listen(peer);
      }
      case TRICKLES,
          SHOWS_ANOTHER_HOST_KEY,
          HANGS_BEFORE_AUTH_ANSWER,
          HALF_CLOSES,
          FALLS_SILENT,
          RESETS,
          HANGS_BEFORE_EXIT_STATUS,
          FLOODS,
          PRINTS_BINARY ->
          throw new IllegalStateException(misbehaviour + " needs a server");
    }
  }

  /** Until the client hangs up. */
  private static void listen(Socket peer) throws IOException {
    peer.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private static void trickle(OutputStream output) throws IOException {
    for (int sent = 1; ; sent++) {
      output.write(sent % 60 == 0 ? '\n' : 'x');
      LockSupport.parkNanos(TRICKLE.toNanos());
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket peer : open) {
      peer.close();
    }
  }
}
