package io.opsconductor.launcher.postgres;

import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The platforms for which the jar carries PostgreSQL, each with the archive that holds it. */
enum Platform {
  LINUX_X86_64("postgres-linux-x86_64.txz"),
  LINUX_ARM_64("postgres-linux-arm_64.txz");

  private final String archive;

  Platform(String archive) {
    this.archive = archive;
  }

  /** Name of the archive on the class path. */
  String archive() {
    return archive;
  }

  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"), isMusl());
  }

  static Platform of(String system, String architecture, boolean musl) {
    boolean linux = system.toLowerCase(Locale.ROOT).contains("linux");
    if (linux && !musl) {
      switch (architecture) {
        case "amd64", "x86_64" -> {
          return LINUX_X86_64;
        }
        case "aarch64", "arm64" -> {
          return LINUX_ARM_64;
        }
        default -> {}
      }
    }
    throw StartRefused.because(
        "No PostgreSQL is carried for "
            + system
            + " "
            + architecture
            + (musl ? " with musl" : "")
            + " (there is one for Linux with glibc on x86-64 and arm64)."
            + " Name a PostgreSQL server under `databases` in the configuration file.");
  }

  private static boolean isMusl() {
    try (Stream<Path> files = Files.list(Path.of("/lib"))) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("ld-musl-"));
    } catch (IOException e) {
      return false;
    }
  }
}
