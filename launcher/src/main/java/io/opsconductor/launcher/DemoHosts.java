package io.opsconductor.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.Wire;
import io.opsconductor.demofleet.DemoFleet;
import io.opsconductor.demofleet.DemoHost;
import io.opsconductor.launcher.home.DataDirectory;
import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The simulated hosts of {@code --demo}. They keep their ports, keys and files from one start to
 * the next, and stand in a file that {@code opsconductor target apply --file} reads.
 */
final class DemoHosts {

  private static final int COUNT = 12;
  private static final String ADDRESS = "127.0.0.1";

  /** Ports that nobody else is likely to have; a search begins here. */
  private static final int FIRST_PORT = 22_200;

  private static final int LAST_PORT = 22_900;
  private static final int STRIDE = 100;

  private final DemoFleet fleet;
  private final Path targets;

  private DemoHosts(DemoFleet fleet, Path targets) {
    this.fleet = fleet;
    this.targets = targets;
  }

  static DemoHosts start(DataDirectory data) {
    Path directory = data.root().resolve("demo");
    try {
      Files.createDirectories(directory);
      DemoHosts hosts =
          new DemoHosts(
              startFleet(directory, directory.resolve("first-port")),
              directory.resolve("targets.yaml"));
      hosts.writeTargets();
      return hosts;
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      throw StartRefused.because(
          "The demo fleet cannot be started in " + directory + ": " + e.getMessage(), e);
    }
  }

  private static DemoFleet startFleet(Path directory, Path portFile) throws IOException {
    if (Files.exists(portFile)) {
      return startFleet(directory, Integer.parseInt(Files.readString(portFile).strip()));
    }
    for (int port = FIRST_PORT; ; port += STRIDE) {
      if (port < LAST_PORT && !areFree(port)) {
        continue;
      }
      try {
        DemoFleet fleet = startFleet(directory, port);
        Files.writeString(portFile, Integer.toString(port));
        return fleet;
      } catch (UncheckedIOException e) {
        if (port >= LAST_PORT) {
          throw e;
        }
      }
    }
  }

  /** Looks before the fleet does, which would log each port that is taken as an error. */
  private static boolean areFree(int firstPort) {
    for (int port = firstPort; port < firstPort + COUNT; port++) {
      if (!GatewayPort.isFree(ADDRESS, port)) {
        return false;
      }
    }
    return true;
  }

  private static DemoFleet startFleet(Path directory, int firstPort) {
    return DemoFleet.start(COUNT, ADDRESS, firstPort, directory);
  }

  /** JSON, which is YAML too. */
  private void writeTargets() throws IOException {
    ArrayNode list = Wire.mapper().createArrayNode();
    for (DemoHost host : fleet.hosts()) {
      ObjectNode target =
          list.addObject()
              .put("name", host.name())
              .put("host", host.host())
              .put("port", host.port())
              .put("hostKey", host.hostKey());
      host.tags().forEach(target.putObject("tags")::put);
    }
    Files.writeString(targets, list.toPrettyString() + "\n");
  }

  /** Lines for the person who started the node. */
  List<String> greeting() {
    Path key = targets.resolveSibling("user_ed25519");
    return List.of(
        "Demo fleet: " + COUNT + " simulated hosts on " + ADDRESS + "; to add them:",
        "  opsconductor credential add demo --username "
            + DemoFleet.USERNAME
            + " --key-file "
            + key,
        "  opsconductor target apply --file " + targets + " --credential demo");
  }

  void close() {
    fleet.close();
  }
}
