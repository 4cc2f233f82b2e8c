package io.opsconductor.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;

/**
 * A database of its own for one test class or one test, on a {@link TestPostgres} server.
 *
 * <p>The user owns the database and is no superuser, as a service's role in production.
 *
 * @param host always a loopback address
 * @param port TCP port of the server
 * @param name name of the database
 * @param user owner of the database
 * @param password password of the owner
 * @param drop drops the database on the server
 */
public record TestDatabase(
    String host, int port, String name, String user, String password, Runnable drop)
    implements AutoCloseable {

  public TestDatabase {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(drop, "drop");
  }

  /** The JDBC address, without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + name;
  }

  /** A new JDBC connection as the owner; the caller closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user, password);
  }

  /** Drops the database and cuts the connections that are still open to it. */
  @Override
  public void close() {
    drop.run();
  }
}
