package io.opsconductor.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.demofleet.DemoFleet;
import io.opsconductor.demofleet.DemoHost;
import io.opsconductor.launcher.home.DataDirectory;
import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Simulated hosts of {@code --demo}. They keep their ports and keys from one start to the next, and
 * are entered as targets once, when the administrator's password is known.
 */
final class DemoHosts {

  private static final int COUNT = 6;

  /** Ports that nobody else is likely to have; a search begins here. */
  private static final int FIRST_PORT = 22_200;

  private static final int LAST_PORT = 22_900;
  private static final String CREDENTIAL = "demo";

  private final DemoFleet fleet;
  private final Path entered;

  private DemoHosts(DemoFleet fleet, Path entered) {
    this.fleet = fleet;
    this.entered = entered;
  }

  static DemoHosts start(DataDirectory data) {
    Path directory = data.root().resolve("demo");
    try {
      Files.createDirectories(directory);
      Path ports = directory.resolve("first-port");
      if (Files.exists(ports)) {
        int first = Integer.parseInt(Files.readString(ports).strip());
        return new DemoHosts(fleet(first, directory), directory.resolve("entered"));
      }
      return startOnFreePorts(directory, ports);
    } catch (IOException | NumberFormatException e) {
      throw StartRefused.because("Cannot use " + directory + ": " + e, e);
    }
  }

  private static DemoHosts startOnFreePorts(Path directory, Path ports) throws IOException {
    for (int first = FIRST_PORT; ; first += 100) {
      try {
        DemoFleet fleet = fleet(first, directory);
        Files.writeString(ports, Integer.toString(first));
        return new DemoHosts(fleet, directory.resolve("entered"));
      } catch (UncheckedIOException e) {
        if (first >= LAST_PORT) {
          throw e.getCause();
        }
      }
    }
  }

  private static DemoFleet fleet(int firstPort, Path directory) {
    return DemoFleet.start(COUNT, "127.0.0.1", firstPort, directory.resolve("hosts"));
  }

  /** Enters the hosts as targets unless an earlier start did; says what there is to try. */
  String enter(Optional<String> url, Optional<SecretText> password) {
    if (Files.exists(entered)) {
      return "Demo: " + COUNT + " simulated hosts, try the selector fleet=demo";
    }
    if (url.isEmpty() || password.isEmpty() || !url.get().startsWith("http:")) {
      return "Demo: "
          + COUNT
          + " simulated hosts run, but only the start that makes the administrator can enter them"
          + " as targets; begin with a new --data";
    }
    try (DemoApi api = DemoApi.signIn(url.get(), password.get())) {
      enter(api);
      Files.createFile(entered);
      return "Demo: "
          + COUNT
          + " simulated hosts are entered as targets, try the selector fleet=demo";
    } catch (IOException e) {
      return "Demo: the simulated hosts could not be entered as targets: " + e.getMessage();
    }
  }

  private void enter(DemoApi api) throws IOException {
    JsonNode credential =
        api.post(
            "/credentials",
            Map.of(
                "name",
                CREDENTIAL,
                "type",
                "ssh_key",
                "username",
                DemoFleet.USERNAME,
                "privateKey",
                fleet.privateKey()));
    for (DemoHost host : fleet.hosts()) {
      api.post(
          "/targets",
          Map.of(
              "name", host.name(),
              "host", host.host(),
              "port", host.port(),
              "credentialId", credential.path("id").asText(),
              "hostKey", host.hostKey(),
              "tags", host.tags()));
    }
  }

  void close() {
    fleet.close();
  }
}
