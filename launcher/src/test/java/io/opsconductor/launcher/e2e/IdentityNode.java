package io.opsconductor.launcher.e2e;

import io.opsconductor.auth.AuthGroup;
import io.opsconductor.gateway.GatewayGroup;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.users.UsersGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The front door and who stands behind it, in this process: gateway, auth and users on real
 * databases.
 */
final class IdentityNode implements AutoCloseable {
  static final String MASTER_KEY = "0123456789abcdef0123456789abcdef";

  private final GatewayGroup gateway = new GatewayGroup();
  private final ServiceHarness harness;
  private final Path masterKey;

  /** With these in the section {@code auth}. */
  IdentityNode(Map<String, ?> auth) {
    masterKey = masterKey();
    Map<String, Object> section = new HashMap<>(auth);
    section.put("master_key_file", masterKey.toString());
    section.put("initial_admin_password", Node.PASSWORD);
    harness =
        ServiceHarness.builder()
            .group(new AuthGroup())
            .group(new UsersGroup())
            .group(gateway, 2)
            .config("auth", section)
            .config("gateway", Map.of("port", 0, "sign_ins_per_minute", 1_000_000))
            .start();
  }

  private static Path masterKey() {
    try {
      return Files.writeString(Files.createTempFile("master", ".key"), MASTER_KEY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + gateway.port().join();
  }

  Api admin() {
    return Api.login(url(), "admin", Node.PASSWORD);
  }

  ServiceHarness harness() {
    return harness;
  }

  @Override
  public void close() {
    harness.close();
    try {
      Files.delete(masterKey);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
