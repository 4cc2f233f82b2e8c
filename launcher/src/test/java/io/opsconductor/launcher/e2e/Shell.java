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
    command.addAll(Classes.java("-XX:SharedArchiveFile=" + Classes.ARCHIVE));
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

  /** What every command loads, prepared once for all of this JVM: half of what a command costs. */
  private static final class Classes {
    static final Path ARCHIVE = prepare();

    private Classes() {}

    static List<String> java(String option) {
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          option,
          "-jar",
          Path.of("target", "opsconductor.jar").toAbsolutePath().toString());
    }

    private static Path prepare() {
      try {
        Path directory = Files.createTempDirectory("command-classes");
        Path archive = directory.resolve("commands.jsa");
        Path password = Files.writeString(directory.resolve("password"), "nobody's");
        List.of(directory, archive, password).forEach(file -> file.toFile().deleteOnExit());
        List<String> command = new ArrayList<>(java("-XX:ArchiveClassesAtExit=" + archive));
        command.addAll(
            List.of("--url", "http://127.0.0.1:9", "login", "-u", "nobody", "--password-stdin"));
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .redirectInput(password.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("XDG_CONFIG_HOME", directory.toString());
        builder.start().waitFor();
        if (!Files.exists(archive)) {
          throw new IllegalStateException("No archive of classes was written");
        }
        return archive;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
