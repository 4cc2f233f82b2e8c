package io.opsconductor.launcher.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Waits on the loopback until a browser brings a code. What else comes, such as the browser's
 * question for an icon, is answered and passed over.
 */
final class LoopbackCode implements AutoCloseable {
  private static final Pattern REQUEST =
      Pattern.compile("GET /\\?(code|error)=([A-Za-z0-9_-]{1,128}) HTTP/1\\.[01]");
  private static final int LONGEST_LINE = 4096;
  private static final int READ_MS = 5000;

  private final ServerSocket listening;

  private LoopbackCode(ServerSocket listening) {
    this.listening = listening;
  }

  static LoopbackCode listen() {
    try {
      // By its address: a name may mean another family than the one that the browser is sent to.
      return new LoopbackCode(
          new ServerSocket(0, 8, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
    } catch (IOException e) {
      throw new CliException(Exit.ERROR, "No port of the loopback can be opened: " + e);
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  /**
   * The code.
   *
   * @throws CliException when the sign-in failed, or nobody came
   */
  String await(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      long leftMs = Math.max(1, (end - System.nanoTime()) / 1_000_000);
      Matcher brought = REQUEST.matcher(next((int) leftMs));
      if (brought.matches() && brought.group(1).equals("code")) {
        return brought.group(2);
      }
      if (brought.matches()) {
        throw refused(brought.group(2));
      }
    }
  }

  private String next(int patienceMs) {
    try {
      listening.setSoTimeout(patienceMs);
      return answer(listening.accept());
    } catch (SocketTimeoutException e) {
      throw new CliException(Exit.TIMED_OUT, "Nobody signed in with the browser in time.");
    } catch (IOException e) {
      throw new CliException(Exit.ERROR, "The port for the browser is broken: " + e);
    }
  }

  private static CliException refused(String code) {
    return new CliException(
        Exit.AUTH, "The sign-in in the browser came to nothing: " + code.replace('_', ' ') + ".");
  }

  /** Its first line; empty when the connection broke: the next one may be the browser's. */
  private static String answer(Socket connection) {
    try (Socket browser = connection) {
      browser.setSoTimeout(READ_MS);
      String line = line(browser);
      boolean ours = REQUEST.matcher(line).matches();
      String body = ours ? "Go on in the terminal; this page can be closed.\n" : "";
      String head =
          "HTTP/1.1 "
              + (ours ? "200 OK" : "404 Not Found")
              + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
              + body.length()
              + "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer"
              + "\r\nConnection: close\r\n\r\n";
      browser.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
      browser.shutdownOutput();
      return line;
    } catch (IOException e) {
      return "";
    }
  }

  private static String line(Socket browser) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(browser.getInputStream(), StandardCharsets.US_ASCII));
    StringBuilder line = new StringBuilder();
    for (int next = reader.read();
        next >= 0 && next != '\r' && next != '\n' && line.length() < LONGEST_LINE;
        next = reader.read()) {
      line.append((char) next);
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new IllegalStateException("The loopback port cannot be closed", e);
    }
  }
}
