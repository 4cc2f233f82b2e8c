package io.opsconductor.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A client that speaks bytes, for what no decent HTTP client would send. */
final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;

  private final Socket socket;

  RawConnection(int port) {
    try {
      socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
      socket.setSoTimeout(PATIENCE_MS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is answered to one request on a connection of its own, head and body. */
  static String exchange(int port, String request) {
    try (RawConnection connection = new RawConnection(port)) {
      connection.send(request);
      return connection.answer();
    }
  }

  void send(String text) {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next answer: a head, and a body of the announced length. */
  String answer() {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      int missing = Integer.MAX_VALUE;
      while (missing > 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          break;
        }
        read.write(next);
        String text = read.toString(StandardCharsets.ISO_8859_1);
        if (missing == Integer.MAX_VALUE && text.endsWith("\r\n\r\n")) {
          missing = length(text);
        } else if (missing != Integer.MAX_VALUE) {
          missing--;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  private static int length(String head) {
    for (String line : head.lines().toList()) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        return Integer.parseInt(line.substring(15).strip());
      }
    }
    return 0;
  }

  /** Sends the same for as long as it is taken; false when it is still taken after a while. */
  boolean isCutOff(byte[] chunk) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
    try {
      while (System.nanoTime() < end) {
        socket.getOutputStream().write(chunk);
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether the other side has closed; what it still sends is read and dropped. */
  boolean isClosed() {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * How many bytes of the same the other side takes when nothing is read from it after its first
   * answer: up to {@code most}, or until it takes no more for two seconds.
   */
  static long taken(int port, byte[] begin, byte[] chunk, long most) {
    try (SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port))) {
      channel.write(ByteBuffer.wrap(begin));
      channel.read(ByteBuffer.allocate(1024));
      channel.configureBlocking(false);
      long written = 0;
      long moved = System.nanoTime();
      ByteBuffer buffer = ByteBuffer.wrap(chunk);
      while (written < most && System.nanoTime() - moved < TimeUnit.SECONDS.toNanos(2)) {
        int now = channel.write(buffer);
        if (now > 0) {
          written += now;
          moved = System.nanoTime();
        } else {
          Thread.onSpinWait();
        }
        if (!buffer.hasRemaining()) {
          buffer.rewind();
        }
      }
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
