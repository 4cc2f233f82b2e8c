package io.opsconductor.platform.database;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs statements, either each by itself ({@link Db}) or within a transaction ({@link Tx}). Blocks
 * the virtual thread. Every statement has a deadline; a database that cannot be reached is {@code
 * database_unavailable}.
 */
public interface Sql {
  /** Runs one statement with {@code $1…} bound to the arguments. */
  RowSet<Row> run(String sql, Object... arguments);

  /** How many rows a change reached. */
  default int execute(String sql, Object... arguments) {
    return run(sql, arguments).rowCount();
  }

  default <T> List<T> list(String sql, Function<Row, T> mapper, Object... arguments) {
    List<T> rows = new ArrayList<>();
    for (Row row : run(sql, arguments)) {
      rows.add(mapper.apply(row));
    }
    return rows;
  }

  /** The first row, if there is one. */
  default <T> Optional<T> one(String sql, Function<Row, T> mapper, Object... arguments) {
    for (Row row : run(sql, arguments)) {
      return Optional.of(mapper.apply(row));
    }
    return Optional.empty();
  }
}
