package io.opsconductor.launcher.postgres;

import io.opsconductor.launcher.home.DataDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another launcher of a data directory, in a process of its own, that a test may kill. */
final class PostgresChild {

  private final Process process;
  private final BufferedReader output;

  private PostgresChild(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /** Starts the process and returns when its PostgreSQL answers. */
  static PostgresChild start(Path directory) throws IOException {
    PostgresChild child =
        new PostgresChild(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    PostgresChild.class.getName(),
                    directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    child.awaitReady();
    return child;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it in good order. */
  void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor(30, TimeUnit.SECONDS);
  }

  private void awaitReady() throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals("ready")) {
        return;
      }
    }
    throw new IOException("the other launcher ended before it was ready");
  }

  /** Runs until its standard input ends. */
  public static void main(String[] arguments) throws IOException {
    DataDirectory data = DataDirectory.open(Path.of(arguments[0]));
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(data, UnpackedPostgres.VERSION, List.of("targets"));
        BufferedReader input =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(postgres.port() > 0 ? "ready" : "no port");
      while (input.readLine() != null) {
        // Nobody writes: the end of the stream is the order to stop.
      }
    }
  }
}
