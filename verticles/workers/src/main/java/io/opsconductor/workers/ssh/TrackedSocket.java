package io.opsconductor.workers.ssh;

import com.jcraft.jsch.SocketFactory;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A connected socket that remembers when the peer last said something. */
final class TrackedSocket implements SocketFactory {

  /**
   * Small answers in one read; larger packets are read past it. Each unused connection holds one.
   */
  private static final int BUFFER = 16 * 1024;

  private final Socket socket;
  private volatile long lastRead = System.nanoTime();

  TrackedSocket(Socket socket) {
    this.socket = socket;
  }

  /** Nanoseconds since the last byte came in. */
  long silence() {
    return System.nanoTime() - lastRead;
  }

  /** Ends every blocked read and write at once. */
  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed all the same
    }
  }

  @Override
  public Socket createSocket(String host, int port) {
    return socket;
  }

  @Override
  public InputStream getInputStream(Socket same) throws IOException {
    return new BufferedInputStream(new Tracking(same.getInputStream()), BUFFER);
  }

  @Override
  public OutputStream getOutputStream(Socket same) throws IOException {
    return same.getOutputStream();
  }

  private final class Tracking extends FilterInputStream {
    Tracking(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      lastRead = System.nanoTime();
      return count;
    }
  }
}
