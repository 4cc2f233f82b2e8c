package io.opsconductor.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One PostgreSQL process with its data directory. */
final class TestServer implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration END_TIMEOUT = Duration.ofSeconds(20);

  private final Path directory;
  private final boolean durable;
  private EmbeddedPostgres postgres;

  private TestServer(Path directory, boolean durable, EmbeddedPostgres postgres) {
    this.directory = directory;
    this.durable = durable;
    this.postgres = postgres;
  }

  static TestServer startFast() {
    return start(false);
  }

  static TestServer startDurable() {
    return start(true);
  }

  private static TestServer start(boolean durable) {
    try {
      Path directory = Files.createTempDirectory("opsconductor-postgres");
      return new TestServer(directory, durable, launch(directory, durable, 0));
    } catch (IOException e) {
      throw new UncheckedIOException("The test server did not start", e);
    }
  }

  private static EmbeddedPostgres launch(Path directory, boolean durable, int port)
      throws IOException {
    String durability = durable ? "on" : "off";
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.resolve("data"))
            // The library's own clean-up would also delete the data between stop and restart.
            .setCleanDataDirectory(!durable)
            .setPGStartupWait(START_TIMEOUT)
            .setServerConfig("max_connections", "200")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "''")
            .setServerConfig("fsync", durability)
            .setServerConfig("synchronous_commit", durability)
            .setServerConfig("full_page_writes", durability);
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  int port() {
    return postgres.getPort();
  }

  void stop() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The test server did not stop", e);
    }
  }

  /** Stopped first, so that the postmaster neither starts processes nor tidies up. */
  void kill() {
    signal("STOP");
    List<ProcessHandle> processes = processes();
    processes.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .orTimeout(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .join();
    // The library holds a lock on the directory until it is closed.
    stop();
  }

  void signal(String name) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes().forEach(process -> command.add(Long.toString(process.pid())));
    try {
      // A process that ended meanwhile is no error.
      new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("No signal " + name + " to the test server", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the test server was signalled", e);
    }
  }

  void restart() {
    try {
      postgres = launch(directory, durable, postgres.getPort());
    } catch (IOException e) {
      throw new UncheckedIOException("The test server did not start again", e);
    }
  }

  @Override
  public void close() {
    postmaster().ifPresent(alive -> signal("CONT"));
    postmaster().ifPresent(alive -> stop());
    delete(directory);
  }

  private List<ProcessHandle> processes() {
    ProcessHandle postmaster =
        postmaster().orElseThrow(() -> new IllegalStateException("The test server does not run"));
    return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
  }

  private Optional<ProcessHandle> postmaster() {
    try (Stream<String> lines = Files.lines(directory.resolve("data/postmaster.pid"))) {
      return lines.findFirst().flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The test server's data was not deleted", e);
    }
  }
}
