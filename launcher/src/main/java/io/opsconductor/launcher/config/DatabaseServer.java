package io.opsconductor.launcher.config;

import io.opsconductor.contracts.SecretText;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An own PostgreSQL server for one service, or for all of them.
 *
 * @param host name or address
 * @param port TCP port; 5432 unless given
 * @param name of the database; {@code opsconductor_<service>} unless given
 * @param user that owns the database; the database's name unless given
 * @param password of the user
 * @param caFile authority of the server's certificate, PEM; empty only for a server on this machine
 */
public record DatabaseServer(
    String host, int port, String name, String user, SecretText password, Optional<Path> caFile) {

  /** The keys below {@code databases.<service>}. */
  static final List<String> KEYS =
      List.of("host", "port", "name", "user", "password", "password_file", "ca_file");

  public DatabaseServer {
    Objects.requireNonNull(host, "database host");
    Objects.requireNonNull(name, "database name");
    Objects.requireNonNull(user, "database user");
    Objects.requireNonNull(password, "database password");
    Objects.requireNonNull(caFile, "database caFile");
  }
}
