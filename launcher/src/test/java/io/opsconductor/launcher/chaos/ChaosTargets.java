package io.opsconductor.launcher.chaos;

import io.opsconductor.launcher.e2e.Api;
import io.opsconductor.testkit.ChaosProxy;
import io.opsconductor.testkit.LinkCondition;
import io.opsconductor.testkit.TestSshd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Addresses of one real sshd: half of them reached directly, half through proxies. */
final class ChaosTargets implements AutoCloseable {

  /** Targets carry the tag {@code slice}, from 0. */
  static final int SLICES = 4;

  private static final int ADDRESSES = 12;
  private static final String DIRECT = "127.0.0.";
  private static final String PROXIED = "127.0.1.";

  private final Path home;
  private final TestSshd sshd;
  private final List<ChaosProxy> proxies = new ArrayList<>();

  /**
   * Starts the server.
   *
   * @param home of whoever logs in, which is where commands that outlive a connection are kept
   */
  ChaosTargets(Path home, long seed) {
    this.home = home;
    this.sshd =
        TestSshd.start(
            ADDRESSES, List.of("ed25519"), Map.of("SetEnv", "HOME=" + createdDirectory(home)));
    for (int i = ADDRESSES / 2; i < ADDRESSES; i++) {
      String address = sshd.hosts().get(i);
      proxies.add(
          ChaosProxy.open(
              ChaosCluster.at(address.replace(DIRECT, PROXIED), sshd.port()),
              ChaosCluster.at(address, sshd.port()),
              seed + i));
    }
  }

  /** Makes them known to the product. */
  void register(Api api) {
    String credential =
        created(
            api.post(
                "/credentials",
                Map.of(
                    "name",
                    "chaos",
                    "type",
                    "ssh_key",
                    "username",
                    sshd.username(),
                    "privateKey",
                    sshd.userKey().privateKey())));
    for (int i = 0; i < ADDRESSES; i++) {
      String address = sshd.hosts().get(i);
      boolean direct = i < ADDRESSES / 2;
      created(
          api.post(
              "/targets",
              Map.of(
                  "name",
                  "chaos-" + (i + 1),
                  "host",
                  direct ? address : address.replace(DIRECT, PROXIED),
                  "port",
                  sshd.port(),
                  "connection",
                  "ssh",
                  "credentialId",
                  credential,
                  "tags",
                  Map.of("slice", Integer.toString(i % SLICES)))));
    }
  }

  private static Path createdDirectory(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many attempts have left something on the targets. */
  long leftovers() {
    try (Stream<Path> kept = Files.list(home.resolve(".opsconductor"))) {
      return kept.count();
    } catch (IOException e) {
      return 0;
    }
  }

  static String created(Api.Answer answer) {
    if (answer.status() != 201) {
      throw new IllegalStateException("Not created: " + answer.status() + " " + answer.body());
    }
    return answer.id();
  }

  /** The address that commands see, from the one that a target is registered under. */
  static String addressOf(String host) {
    return host.replace(PROXIED, DIRECT);
  }

  void cut() {
    proxies.forEach(ChaosProxy::reset);
  }

  void killSessions() {
    sshd.killConnections();
  }

  void silence() {
    proxies.forEach(proxy -> proxy.condition(LinkCondition.NORMAL.swallowing()));
  }

  void heal() {
    proxies.forEach(ChaosProxy::heal);
  }

  @Override
  public void close() {
    proxies.forEach(ChaosProxy::close);
    sshd.close();
  }
}
