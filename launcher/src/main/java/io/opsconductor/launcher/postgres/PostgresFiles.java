package io.opsconductor.launcher.postgres;

import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;

/**
 * What lies below {@code <data>/postgres}.
 *
 * @param root that directory
 */
record PostgresFiles(Path root) {

  /** Creates the directory. */
  static PostgresFiles open(Path root) {
    try {
      if (!Files.isDirectory(root)) {
        Files.createDirectories(
            root,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return new PostgresFiles(root);
    } catch (IOException e) {
      throw StartRefused.because("Cannot create " + root + ": " + e, e);
    }
  }

  /** The server's own data directory. */
  Path data() {
    return root.resolve("data");
  }

  /** A data directory that is being made; one that is found was given up half way. */
  Path newData() {
    return root.resolve("data.new");
  }

  /** The server's logs: one file for each day of the week, written over a week later. */
  Path logs() {
    return root.resolve("log");
  }

  /** What the server says before its log is open. */
  Path startLog() {
    return root.resolve("start.log");
  }

  /** Shared lock of every launcher of this data directory, exclusive for the last one. */
  Path launchersLock() {
    return root.resolve("launchers.lock");
  }

  /** Exclusive lock of the launcher that supervises the server. */
  Path supervisorLock() {
    return root.resolve("supervisor.lock");
  }

  /** TCP port on which the server listened last. */
  OptionalInt port() {
    try {
      return OptionalInt.of(Integer.parseInt(Files.readString(portFile()).strip()));
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  void storePort(int port) {
    try {
      Path draft = root.resolve("port.new");
      Files.writeString(draft, port + "\n");
      Files.move(
          draft, portFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw StartRefused.because("Cannot write " + portFile() + ": " + e, e);
    }
  }

  /** Whether a server's data is there. */
  boolean isInitialised() {
    return Files.exists(versionFile());
  }

  /** Refuses data that another major version wrote: PostgreSQL cannot read it. */
  void requireMajor(int carried) {
    String stored;
    try {
      stored = Files.readString(versionFile()).strip();
    } catch (IOException e) {
      throw StartRefused.because("Cannot read " + versionFile() + ": " + e, e);
    }
    if (!stored.equals(Integer.toString(carried))) {
      throw StartRefused.because(
          "The databases in "
              + data()
              + " were written by PostgreSQL "
              + stored
              + ", this release carries "
              + carried
              + ". Export them with the release that wrote them, and import them into a new"
              + " --data.");
    }
  }

  private Path versionFile() {
    return data().resolve("PG_VERSION");
  }

  private Path portFile() {
    return root.resolve("port");
  }
}
