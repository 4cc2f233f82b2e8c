package io.opsconductor.platform.database;

import io.opsconductor.contracts.SecretText;
import java.util.Objects;

/**
 * Where a service's database is.
 *
 * @param maxConnections of this node's pool; 6 when 0
 * @param caPath PEM file of the authority that signed the server's certificate; null for a server
 *     on this machine, without TLS
 */
public record DatabaseSettings(
    String host,
    int port,
    String name,
    String user,
    SecretText password,
    int maxConnections,
    String caPath) {
  public static final int DEFAULT_MAX_CONNECTIONS = 6;

  public DatabaseSettings {
    Objects.requireNonNull(host, "database host");
    Objects.requireNonNull(name, "database name");
    Objects.requireNonNull(user, "database user");
    Objects.requireNonNull(password, "database password");
    maxConnections = maxConnections == 0 ? DEFAULT_MAX_CONNECTIONS : maxConnections;
    if (port < 1 || port > 65535 || maxConnections < 1) {
      throw new IllegalArgumentException(
          "Database %s needs a port of 1 to 65535 and at least one connection, got port %d and %d"
              .formatted(name, port, maxConnections));
    }
  }

  public String jdbcUrl() {
    String tls = caPath == null ? "" : "?sslmode=verify-full&sslrootcert=" + caPath;
    return "jdbc:postgresql://%s:%d/%s%s".formatted(host, port, name, tls);
  }
}
