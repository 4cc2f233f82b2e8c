package io.opsconductor.launcher.postgres;

import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/** A short-lived connection of the launcher to its own server. */
final class SuperuserConnection implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
  private static final String WRONG_PASSWORD = "28P01";

  private final Connection connection;

  private SuperuserConnection(Connection connection) {
    this.connection = connection;
  }

  /**
   * Connects, or says empty when the server does not answer yet.
   *
   * @throws StartRefused when something answers that does not know our password
   */
  static Optional<SuperuserConnection> tryOpen(int port, String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("postgres");
    source.setUser(PostgresServer.SUPERUSER);
    source.setPassword(password);
    source.setConnectTimeout((int) CONNECT_TIMEOUT.toSeconds());
    source.setSocketTimeout((int) READ_TIMEOUT.toSeconds());
    source.setApplicationName("opsconductor-launcher");
    try {
      return Optional.of(new SuperuserConnection(source.getConnection()));
    } catch (SQLException e) {
      if (WRONG_PASSWORD.equals(e.getSQLState())) {
        throw StartRefused.because(
            "The PostgreSQL on 127.0.0.1:"
                + port
                + " does not accept the password in "
                + "secrets/"
                + PostgresServer.PASSWORD_NAME
                + ". Restore the secrets directory from its backup.");
      }
      return Optional.empty();
    }
  }

  /** Refuses a server that is not ours, or that would lose what it acknowledged. */
  void verify(Path data) {
    requireDirectory(data);
    ServerSettings.DURABILITY.forEach(this::requireSetting);
    requireSetting("data_checksums", "on");
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw StartRefused.because(
          "PostgreSQL refused to prepare the databases: " + e.getMessage(), e);
    }
  }

  /** The first column of all rows. */
  Set<String> names(String query) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      Set<String> names = new HashSet<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    } catch (SQLException e) {
      throw StartRefused.because("PostgreSQL refused to list: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("The launcher's connection did not close", e);
    }
  }

  private void requireDirectory(Path data) {
    String found = String.join("", names("SHOW data_directory"));
    try {
      if (Files.isSameFile(Path.of(found), data)) {
        return;
      }
    } catch (IOException e) {
      throw StartRefused.because("Cannot look at " + found + ": " + e, e);
    }
    throw StartRefused.because("The running PostgreSQL serves " + found + ", not " + data);
  }

  private void requireSetting(String name, String wanted) {
    Set<String> found = names("SHOW " + name);
    if (!found.equals(Set.of(wanted))) {
      throw StartRefused.because(
          "The running PostgreSQL has "
              + name
              + " = "
              + String.join(",", found)
              + " where "
              + wanted
              + " is needed. Stop it, and start again.");
    }
  }
}
