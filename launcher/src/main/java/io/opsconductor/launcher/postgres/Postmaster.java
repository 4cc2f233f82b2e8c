package io.opsconductor.launcher.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server, as its {@code postmaster.pid} tells.
 *
 * @param pid process id of the postmaster
 * @param port TCP port on which it listens
 */
record Postmaster(long pid, int port) {

  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
  private static final int PORT_LINE = 3;
  private static final Duration END_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(10);

  /** The server that runs on this data directory, whoever started it. */
  static Optional<Postmaster> find(Path data) {
    return read(pidFile(data)).filter(stored -> stored.exists() && stored.serves(data));
  }

  /**
   * Clears away what a dead server left: processes, and its {@code postmaster.pid}. A long query
   * would keep the memory of the old server in use, and a process id that is a zombie, or belongs
   * to somebody else by now, would count as a running server: PostgreSQL would refuse to start.
   * Nothing is lost, the new server recovers as after a crash. Only called when {@link #find} finds
   * none.
   */
  static void clearAway(Path data) {
    if (!Files.exists(pidFile(data)) || !canSeeWorkingDirectories()) {
      return;
    }
    long start = System.nanoTime();
    List<Path> left = processesIn(data);
    while (!left.isEmpty() && System.nanoTime() - start < END_TIMEOUT.toNanos()) {
      left.stream()
          .flatMap(process -> ProcessHandle.of(Long.parseLong(name(process))).stream())
          .forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
      left = processesIn(data);
    }
    if (processes().noneMatch(process -> mayWorkIn(process, data))) {
      deleteLeftOver(pidFile(data));
    }
  }

  private static Path pidFile(Path data) {
    return data.resolve("postmaster.pid");
  }

  private static String name(Path process) {
    return process.getFileName().toString();
  }

  /** Whether the process lives; a zombie that waits for its parent does not. */
  boolean exists() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !isZombie();
  }

  /**
   * Every process of a server works in its data directory; where that is hidden, trust the file.
   */
  private boolean serves(Path data) {
    return !canSeeWorkingDirectories() || mayWorkIn(Path.of("/proc", Long.toString(pid)), data);
  }

  private boolean isZombie() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Postmaster> read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() <= PORT_LINE
          ? Optional.empty()
          : Optional.of(
              new Postmaster(
                  Long.parseLong(lines.getFirst().strip()),
                  Integer.parseInt(lines.get(PORT_LINE).strip())));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean canSeeWorkingDirectories() {
    return Files.isReadable(Path.of("/proc/self/cwd"));
  }

  private static List<Path> processesIn(Path data) {
    return processes().filter(process -> worksIn(process, data).orElse(false)).toList();
  }

  private static Stream<Path> processes() {
    return ProcessHandle.allProcesses()
        .map(process -> Path.of("/proc", Long.toString(process.pid())))
        .filter(Postmaster::isNamedPostgres);
  }

  /** What cannot be looked into is taken for ours when its user is the one that owns the data. */
  private static boolean mayWorkIn(Path process, Path data) {
    return worksIn(process, data)
        .orElseGet(() -> isNamedPostgres(process) && haveOneOwner(process, data));
  }

  /** Empty when this process must not know. */
  private static Optional<Boolean> worksIn(Path process, Path data) {
    try {
      return Optional.of(Files.isSameFile(process.resolve("cwd"), data));
    } catch (AccessDeniedException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(false);
    }
  }

  private static boolean haveOneOwner(Path process, Path data) {
    try {
      return Files.getOwner(process).equals(Files.getOwner(data));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isNamedPostgres(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip().equals("postgres");
    } catch (IOException e) {
      return false;
    }
  }

  private static void deleteLeftOver(Path file) {
    try {
      Files.delete(file);
      LOG.atInfo().addKeyValue("file", file).log("Deleted what a dead PostgreSQL left behind");
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .log("A dead PostgreSQL's file stays: {}", e.toString());
    }
  }
}
