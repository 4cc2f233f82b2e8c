package io.opsconductor.launcher.postgres;

import io.opsconductor.launcher.home.StartRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Short-lived programs of the operating system. */
final class ChildProcess {

  private ChildProcess() {}

  /** Whether the program exists and ends with 0. */
  static boolean succeeds(List<String> command) {
    try {
      return builder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw interrupted(command, e);
    }
  }

  /** First line of the output of a program that ends with 0. */
  static Optional<String> firstLine(List<String> command) {
    try {
      Process process = builder(command).redirectOutput(ProcessBuilder.Redirect.PIPE).start();
      try (BufferedReader output = process.inputReader()) {
        Optional<String> line = output.lines().findFirst();
        return process.waitFor() == 0 ? line : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw interrupted(command, e);
    }
  }

  /**
   * Runs a program in a directory and waits for its end.
   *
   * @throws StartRefused with the program's last words when it does not end with 0
   */
  static void run(List<String> command, Path directory) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      try (BufferedReader output = process.inputReader()) {
        String said = output.lines().collect(Collectors.joining(" "));
        if (process.waitFor() != 0) {
          throw StartRefused.because(command + " failed: " + said);
        }
      }
    } catch (IOException e) {
      throw StartRefused.because(command.getFirst() + " could not be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(command, e);
    }
  }

  private static ProcessBuilder builder(List<String> command) {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private static IllegalStateException interrupted(List<String> command, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted while " + command.getFirst() + " ran", e);
  }
}
