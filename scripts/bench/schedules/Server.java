import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The PostgreSQL of a data directory, as its superuser.
 *
 * @param data the data directory of the product
 */
record Server(Path data) {

  static final String USER = "postgres";

  String url(String database) throws IOException {
    return "jdbc:postgresql://127.0.0.1:"
        + Files.readString(data.resolve("postgres/port")).strip()
        + "/"
        + database;
  }

  String password() throws IOException {
    return Files.readString(data.resolve("secrets/postgres.password")).strip();
  }

  Connection connect(String database) throws IOException, SQLException {
    return DriverManager.getConnection(url(database), USER, password());
  }

  /** Runs statements, each in a transaction of its own. */
  void run(String database, String... statements) throws IOException, SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of the first row. */
  String ask(String database, String sql) throws IOException, SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
