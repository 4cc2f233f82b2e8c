package io.opsconductor.demofleet;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * Runs a line with {@code /bin/sh -c}, as leader of a session and process group of its own like a
 * real sshd, and like there it goes on when the channel closes: only its pipes are gone.
 */
final class ShellCommand implements Command {

  private static final Optional<Path> SETSID =
      Stream.of("/usr/bin/setsid", "/bin/setsid")
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();

  /** How long a process left behind may keep the output open. */
  private static final Duration LEFT_OPEN = Duration.ofSeconds(3);

  private static final int BUFFER = 32 * 1024;

  private final String line;
  private final String hostname;
  private final Path home;
  private final Processes processes;
  private InputStream stdin;
  private OutputStream stdout;
  private OutputStream stderr;
  private ExitCallback exit;
  private volatile Process process;

  ShellCommand(String line, String hostname, Path home, Processes processes) {
    this.line = line;
    this.hostname = hostname;
    this.home = home;
    this.processes = processes;
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
    List<String> command = new ArrayList<>();
    SETSID.ifPresent(setsid -> command.add(setsid.toString()));
    command.addAll(List.of("/bin/sh", "-c", line));
    ProcessBuilder builder = new ProcessBuilder(command).directory(new File(home.toString()));
    // What the server was told, passwords among it, is nothing for whoever logs in here.
    builder.environment().keySet().removeIf(name -> name.startsWith("OPSCONDUCTOR_"));
    builder.environment().put("HOSTNAME", hostname);
    builder.environment().put("HOME", home.toString());
    process = processes.started(builder.start());
    thread("in", () -> copy(stdin, process.getOutputStream()));
    Thread out = thread("out", () -> copy(process.getInputStream(), stdout));
    Thread err = thread("err", () -> copy(process.getErrorStream(), stderr));
    thread("wait", () -> awaitEnd(out, err));
  }

  private void awaitEnd(Thread out, Thread err) {
    try {
      int status = process.waitFor();
      if (out.join(LEFT_OPEN)) {
        err.join(LEFT_OPEN);
      }
      exit.onExit(status);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends quietly when either side is closed. */
  private static void copy(InputStream from, OutputStream to) {
    byte[] buffer = new byte[BUFFER];
    try (to) {
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        to.write(buffer, 0, count);
        to.flush();
      }
    } catch (IOException e) {
      // the channel or the process is gone; how it ended is told elsewhere
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    if (process != null) {
      close(process.getOutputStream());
      close(process.getInputStream());
      close(process.getErrorStream());
    }
  }

  private static void close(Closeable pipe) {
    try {
      pipe.close();
    } catch (IOException e) {
      // it is of no use to anybody either way
    }
  }

  private Thread thread(String what, Runnable action) {
    return Thread.ofVirtual().name("demo-" + hostname + "-" + what).start(action);
  }
}
