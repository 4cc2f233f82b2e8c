package io.opsconductor.demofleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/**
 * SSH servers inside this process, on one address and different ports, that run real shells as the
 * user of the process. Whoever holds the key can do what that user can: bind it to loopback.
 */
public final class DemoFleet implements AutoCloseable {

  /** Whom to log in as; nobody else is let in. */
  public static final String USERNAME = "demo";

  private static final List<String> ROLES = List.of("web", "web", "api", "db");
  private static final List<String> ALL_METHODS =
      List.of("publickey", "password", "keyboard-interactive");

  private final Path directory;
  private final boolean temporary;
  private final KeyPair userKey;
  private final String privateKey;
  private final String publicKey;
  private final String password;
  private final List<DemoServer> servers = new ArrayList<>();

  private DemoFleet(Path directory, boolean temporary) throws IOException {
    this.directory = directory;
    this.temporary = temporary;
    this.userKey = KeyFile.loadOrMake(directory.resolve("user_ed25519"));
    this.privateKey = Files.readString(directory.resolve("user_ed25519"));
    this.publicKey = PublicKeyEntry.toString(userKey.getPublic());
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    this.password = HexFormat.of().formatHex(random);
  }

  /**
   * Starts a fleet that leaves nothing behind.
   *
   * @param count how many hosts
   * @param bindAddress a loopback address
   * @param firstPort of the first host, the others follow; 0 takes any free ones
   */
  public static DemoFleet start(int count, String bindAddress, int firstPort) {
    return start(count, bindAddress, firstPort, Optional.empty(), ALL_METHODS);
  }

  /** The same, keeping keys and the hosts' files in a directory from one start to the next. */
  public static DemoFleet start(int count, String bindAddress, int firstPort, Path directory) {
    return start(count, bindAddress, firstPort, Optional.of(directory), ALL_METHODS);
  }

  /**
   * The same with a choice of how to log in.
   *
   * @param methods of {@code publickey}, {@code password} and {@code keyboard-interactive}
   */
  public static DemoFleet start(
      int count,
      String bindAddress,
      int firstPort,
      Optional<Path> directory,
      List<String> methods) {
    DemoFleet fleet = null;
    try {
      Path home =
          directory.isPresent()
              ? Files.createDirectories(directory.get())
              : Files.createTempDirectory("demo-fleet");
      fleet = new DemoFleet(home.toAbsolutePath(), directory.isEmpty());
      for (int i = 0; i < count; i++) {
        fleet.add(i, bindAddress, firstPort == 0 ? 0 : firstPort + i, methods);
      }
      return fleet;
    } catch (IOException e) {
      if (fleet != null) {
        fleet.close();
      }
      throw new UncheckedIOException("the demo fleet cannot be started: " + e.getMessage(), e);
    }
  }

  private void add(int index, String bindAddress, int port, List<String> methods)
      throws IOException {
    String role = ROLES.get(index % ROLES.size());
    String name = role + "-" + (numberWithinRole(index) + 1);
    Map<String, String> tags =
        Map.of("role", role, "env", index % 3 == 2 ? "staging" : "prod", "fleet", "demo");
    KeyPair hostKey = KeyFile.loadOrMake(directory.resolve("host_" + name + "_ed25519"));
    DemoServer server =
        new DemoServer(
            name,
            Files.createDirectories(directory.resolve(name)),
            hostKey,
            new DemoLogin(USERNAME, userKey.getPublic(), password, methods));
    servers.add(server);
    server.start(bindAddress, port, tags);
  }

  private static int numberWithinRole(int index) {
    return (int)
        Stream.iterate(0, i -> i < index, i -> i + 1)
            .filter(i -> ROLES.get(i % ROLES.size()).equals(ROLES.get(index % ROLES.size())))
            .count();
  }

  /** The hosts, in the order of their ports. */
  public List<DemoHost> hosts() {
    return servers.stream().map(DemoServer::host).toList();
  }

  /** The key that is let in, OpenSSH format. */
  public String privateKey() {
    return privateKey;
  }

  /** Its public half, {@code type base64}. */
  public String publicKey() {
    return publicKey;
  }

  /** The password that is let in; another one for each start. */
  public String password() {
    return password;
  }

  /** Stops the servers and what runs on them. */
  @Override
  public void close() {
    servers.forEach(DemoServer::close);
    if (temporary) {
      deleteDirectory();
    }
  }

  private void deleteDirectory() {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }
}
