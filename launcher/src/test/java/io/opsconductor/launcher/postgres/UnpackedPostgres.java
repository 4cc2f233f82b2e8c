package io.opsconductor.launcher.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The PostgreSQL programs, unpacked once for all data directories of this JVM: to unpack them is
 * half of what the first start of a node costs.
 */
public final class UnpackedPostgres {
  static final String VERSION = "18.6.0";

  private UnpackedPostgres() {}

  /** Puts the programs where the first start over this data directory would unpack them. */
  public static void linkInto(Path data) {
    try {
      Path postgres =
          Files.createDirectories(
              data.resolve("postgres"),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      int exit =
          new ProcessBuilder(
                  "cp", "-a", "-l", Shared.DIRECTORY.resolve(VERSION).toString(), postgres + "/")
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException("cp ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Unpacked at the first use of this class, and only once: class initialisation is a lock. */
  private static final class Shared {
    static final Path DIRECTORY = unpack();

    private Shared() {}

    private static Path unpack() {
      try {
        Path directory = Files.createTempDirectory("postgres-programs");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        PostgresBinaries.unpack(directory, VERSION);
        return directory;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path directory) {
      try {
        PostgresBinaries.deleteTree(directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
