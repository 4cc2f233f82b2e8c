package io.opsconductor.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * Runs a line with {@code /bin/sh -c} in a session of its own, and goes wrong as a {@link BadSshd}
 * was told to.
 */
final class BadCommand implements Command {

  private static final int BUFFER = 32 * 1024;
  private static final long FLOOD = 1L << 30;

  private final String line;
  private final Path home;
  private final Misbehaviour misbehaviour;
  private final Runnable onFirstOutput;
  private final AtomicBoolean begun = new AtomicBoolean();
  private InputStream stdin;
  private OutputStream stdout;
  private OutputStream stderr;
  private ExitCallback exit;
  private volatile Process process;

  BadCommand(String line, Path home, Misbehaviour misbehaviour, Runnable onFirstOutput) {
    this.line = line;
    this.home = home;
    this.misbehaviour = misbehaviour;
    this.onFirstOutput = onFirstOutput;
  }

  @Override
  public void setInputStream(InputStream in) {
    stdin = in;
  }

  @Override
  public void setOutputStream(OutputStream out) {
    stdout = out;
  }

  @Override
  public void setErrorStream(OutputStream err) {
    stderr = err;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("setsid", "/bin/sh", "-c", line);
    builder.environment().put("HOME", home.toString());
    process = builder.start();
    thread("in", () -> copy(stdin, process.getOutputStream()));
    Thread out = thread("out", this::print);
    Thread err = thread("err", () -> copy(process.getErrorStream(), stderr));
    thread("wait", () -> awaitEnd(out, err));
  }

  private void awaitEnd(Thread out, Thread err) {
    try {
      int status = process.waitFor();
      out.join();
      err.join();
      if (misbehaviour != Misbehaviour.HANGS_BEFORE_EXIT_STATUS) {
        exit.onExit(status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void print() {
    try {
      copyAndTell(process.getInputStream());
      if (misbehaviour == Misbehaviour.PRINTS_BINARY) {
        stdout.write(binary());
        stdout.flush();
      }
    } catch (IOException e) {
      // the channel is gone
    }
  }

  private void copyAndTell(InputStream from) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      stdout.write(buffer, 0, count);
      stdout.flush();
      if (count > 0 && begun.compareAndSet(false, true)) {
        onFirstOutput.run();
        if (misbehaviour == Misbehaviour.FLOODS) {
          flood();
        }
      }
    }
  }

  private void flood() throws IOException {
    byte[] zeros = new byte[BUFFER];
    for (long sent = 0; sent < FLOOD; sent += zeros.length) {
      stdout.write(zeros);
    }
    stdout.flush();
  }

  /** Every byte there is, and the beginning of a code point that never ends. */
  static byte[] binary() {
    byte[] bytes = new byte[257];
    for (int i = 0; i < 256; i++) {
      bytes[i] = (byte) i;
    }
    bytes[256] = (byte) 0xE2;
    return bytes;
  }

  private static void copy(InputStream from, OutputStream to) {
    byte[] buffer = new byte[BUFFER];
    try (to) {
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        to.write(buffer, 0, count);
        to.flush();
      }
    } catch (IOException e) {
      // either side is gone
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    Process running = process;
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
  }

  private Thread thread(String what, Runnable action) {
    return Thread.ofVirtual().name("bad-" + what).start(action);
  }
}
