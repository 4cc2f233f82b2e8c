package io.opsconductor.launcher;

import io.opsconductor.launcher.config.ConfigReader;
import io.opsconductor.launcher.config.LauncherConfig;
import io.opsconductor.launcher.config.ServerOptions;
import io.opsconductor.launcher.home.StartRefused;
import io.opsconductor.platform.fault.ArmedFault;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code opsconductor [server]}: reads the configuration, starts the server and lets it run. */
final class ServerCommand {

  private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);

  private final PrintStream output;
  private final PrintStream errors;

  ServerCommand(PrintStream output, PrintStream errors) {
    this.output = output;
    this.errors = errors;
  }

  /**
   * Runs it.
   *
   * @return exit code; empty when the server runs now, and ends the process itself
   */
  Optional<Integer> run(String[] arguments, Map<String, String> environment) {
    try {
      ServerOptions options = ServerOptions.parse(arguments);
      if (options.helpAsked()) {
        options.printHelp(output);
        return Optional.of(0);
      }
      if (options.versionAsked()) {
        output.println("opsconductor " + Release.version());
        return Optional.of(0);
      }
      checkFault();
      GroupCatalog catalog = GroupCatalog.ofRelease();
      LauncherConfig config =
          ConfigReader.read(
              catalog.names(), catalog.databases(), options.flags(), options.file(), environment);
      ServerProcess.run(config, output);
      return Optional.empty();
    } catch (StartRefused e) {
      errors.println("opsconductor: " + e.getMessage());
      return Optional.of(e.exitCode());
    } catch (RuntimeException e) {
      LOG.error("The server cannot start", e);
      return Optional.of(StartRefused.FAILED);
    }
  }

  /** A test that names a fault point which is not there would prove nothing. */
  private static void checkFault() {
    try {
      ArmedFault.check();
    } catch (IllegalArgumentException e) {
      throw StartRefused.usage(e.getMessage());
    }
  }
}
