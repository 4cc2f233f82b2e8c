package io.opsconductor.launcher.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The fat jar as the operator's command line: a process of its own for each command. */
final class Shell {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Path directory;
  private final String url;
  private final Map<String, String> environment;

  /** A person at a machine: the directory is the home of the session. */
  Shell(Path directory, String url) {
    this(directory, url, Map.of());
  }

  private Shell(Path directory, String url, Map<String, String> environment) {
    this.directory = directory;
    this.url = url;
    this.environment = environment;
  }

  /** The same person, with this variable set. */
  Shell with(String variable, String value) {
    return new Shell(directory, url, Map.of(variable, value));
  }

  /** What a command did. */
  record Result(int exit, byte[] bytes, String err) {

    String out() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** A command that runs. */
  record Running(Process process, Path out, Path err) {

    String outSoFar() {
      try {
        return Files.readString(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Ctrl-C. */
    void interrupt() {
      try {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    Result await() {
      try {
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException("The command did not end: " + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readAllBytes(out), Files.readString(err));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  Result run(String... arguments) {
    return runWith("", arguments);
  }

  /** With something on standard input. */
  Result runWith(String input, String... arguments) {
    return start(input, arguments).await();
  }

  Running start(String input, String... arguments) {
    // a build that runs in the background ignores Ctrl-C, and so would all that it starts
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar"));
    command.add(Path.of("target", "opsconductor.jar").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    try {
      Path in = Files.writeString(Files.createTempFile(directory, "in", ""), input);
      Path out = Files.createTempFile(directory, "out", "");
      Path err = Files.createTempFile(directory, "err", "");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().put("XDG_CONFIG_HOME", directory.toString());
      builder.environment().put("OPSCONDUCTOR_URL", url);
      builder.environment().putAll(environment);
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
