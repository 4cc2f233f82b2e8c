package io.opsconductor.launcher.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  /**
   * The server that runs on this data directory, whoever started it. A file that a dead server left
   * is deleted when its process id belongs to somebody else by now: PostgreSQL would refuse to
   * start.
   */
  static Optional<Postmaster> find(Path data) {
    Path file = data.resolve("postmaster.pid");
    Optional<Postmaster> stored = read(file);
    if (stored.isEmpty() || !stored.get().exists()) {
      return Optional.empty();
    }
    if (canSeeWorkingDirectories() && !stored.get().worksIn(data) && nobodyWorksIn(data)) {
      deleteLeftOver(file);
      return Optional.empty();
    }
    return stored;
  }

  /**
   * Ends the processes that a dead postmaster left. A long query would keep the memory of the old
   * server in use, and a new one refuses to start beside it. Nothing is lost: the new server
   * recovers as after a crash.
   */
  static void endOrphans(Path data) {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      processes
          .filter(process -> isNamedPostgres(process) && worksIn(process, data))
          .flatMap(process -> ProcessHandle.of(Long.parseLong(name(process))).stream())
          .forEach(ProcessHandle::destroyForcibly);
    } catch (IOException e) {
      LOG.debug("Cannot look for processes that a dead PostgreSQL left", e);
    }
  }

  private static String name(Path process) {
    return process.getFileName().toString();
  }

  /** Whether the process lives; a zombie that waits for its parent does not. */
  boolean exists() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !isZombie();
  }

  private boolean worksIn(Path data) {
    return worksIn(Path.of("/proc", Long.toString(pid)), data);
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

  /** Every process of a PostgreSQL server works in its data directory. */
  private static boolean nobodyWorksIn(Path data) {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes.noneMatch(process -> worksIn(process, data));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean worksIn(Path process, Path data) {
    try {
      return Files.isSameFile(process.resolve("cwd"), data);
    } catch (AccessDeniedException e) {
      return isNamedPostgres(process);
    } catch (IOException e) {
      return false;
    }
  }

  /** What cannot be looked into is taken for ours when it might be. */
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
