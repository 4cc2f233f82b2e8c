import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.UUID;

/**
 * Schedules in great number: copies of one that was made over REST, written straight into the
 * database, each due once.
 */
final class Copies {

  static final String DATABASE = "opsconductor_schedules";

  private static final String COPY =
      """
      INSERT INTO schedules (id, organization_id, version, name, job_id, zone, enabled, definition, anchor, owner_name,
        run_as_id, run_as_name, run_as_account, next_due_at, next_fire_at, created_at, updated_at, updated_by)
      SELECT gen_random_uuid(), organization_id, version, ? || i, job_id, zone, enabled,
        jsonb_set(jsonb_set(definition, '{name}', to_jsonb(? || i)), '{spec,at}', to_jsonb(?::text)), anchor, owner_name,
        run_as_id, run_as_name, run_as_account, ?::timestamptz, ?::timestamptz, created_at, updated_at, updated_by
      FROM schedules, generate_series(1, ?) i WHERE id = ?\
      """;

  private final Server server;
  private final UUID original;

  Copies(Server server, UUID original) {
    this.server = server;
    this.original = original;
  }

  void make(String prefix, int count, Instant due) throws Exception {
    try (Connection connection = server.connect(DATABASE);
        PreparedStatement copy = connection.prepareStatement(COPY)) {
      copy.setString(1, prefix);
      copy.setString(2, prefix);
      copy.setString(3, due.toString());
      copy.setString(4, due.toString());
      copy.setString(5, due.toString());
      copy.setInt(6, count);
      copy.setObject(7, original);
      if (copy.executeUpdate() != count) {
        throw new IllegalStateException("There is no schedule " + original);
      }
    }
    server.run(DATABASE, "VACUUM ANALYZE");
  }

  void remove() throws Exception {
    server.run(
        DATABASE,
        "TRUNCATE fires",
        "DELETE FROM schedules WHERE id <> '" + original + "'",
        "VACUUM ANALYZE");
  }
}
