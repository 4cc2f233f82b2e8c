package io.opsconductor.launcher;

import io.opsconductor.launcher.config.LauncherConfig;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server as a process: says when it is ready, drains when it is told to end, and ends with 0.
 */
final class ServerProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

  private final Server server;
  private final PrintStream output;

  private ServerProcess(Server server, PrintStream output) {
    this.server = server;
    this.output = output;
  }

  /** Starts the server and returns when it is ready. */
  static void run(LauncherConfig config, PrintStream output) {
    ServerProcess process = new ServerProcess(new Server(config), output);
    Thread hook = new Thread(process::end, "shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      process.server.start();
      process.greet();
    } catch (RuntimeException e) {
      if (process.server.isStopping()) {
        // The order to end came during the start: the hook sees to the rest.
        return;
      }
      Runtime.getRuntime().removeShutdownHook(hook);
      process.server.stop();
      throw e;
    }
  }

  private void greet() {
    ProcessHandle.Info self = ProcessHandle.current().info();
    Duration took = Duration.between(self.startInstant().orElseGet(Instant::now), Instant.now());
    LOG.atInfo()
        .addKeyValue("durationMs", took.toMillis())
        .addKeyValue("cpuMs", self.totalCpuDuration().map(Duration::toMillis).orElse(0L))
        .log("Ready");
    server.greeting().forEach(output::println);
    output.printf("OpsConductor is ready in %.1f s%n", took.toMillis() / 1000.0);
    output.flush();
  }

  /** A JVM that is told to end would say 143; one that did what it was told says 0. */
  private void end() {
    LOG.info("Told to end: draining");
    server.stop();
    Runtime.getRuntime().halt(0);
  }
}
