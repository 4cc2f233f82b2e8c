package io.opsconductor.users;

import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Cause;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Users that are being made. Who changes a state says from which: one of two who try does it. */
final class CreationStore {
  private static final int PART = 50;

  private final Db db;

  CreationStore(Db db) {
    this.db = db;
  }

  void begin(Tx tx, CreationRow creation) {
    insert(tx, CreationSql.INSERT, creation);
  }

  void beginRemoval(Tx tx, CreationRow removal) {
    insert(tx, CreationSql.INSERT_REMOVAL, removal);
  }

  private static void insert(Tx tx, String statement, CreationRow creation) {
    Cause cause = creation.cause();
    tx.execute(
        statement,
        creation.id(),
        creation.organizationId(),
        creation.username(),
        cause.organizationId(),
        cause.actorId(),
        cause.actor(),
        cause.correlationId());
  }

  /** Whether it was in the state. */
  boolean move(UUID id, CreationRow.State from, CreationRow.State to) {
    return db.execute(CreationSql.MOVE, id, from.word(), to.word()) == 1;
  }

  /** Ends it; whether it was in the state. */
  boolean end(Tx tx, UUID id, CreationRow.State from) {
    return tx.execute(CreationSql.DELETE, id, from.word()) == 1;
  }

  Optional<CreationRow> find(Sql sql, UUID id) {
    return sql.one(CreationSql.SELECT_ONE, CreationStore::row, id);
  }

  /** Those on which nobody works any more, a part of them. */
  List<CreationRow> left() {
    return db.list(CreationSql.SELECT_LEFT, CreationStore::row, PART);
  }

  /** Takes over users that were begun without being written down here. */
  void adopt() {
    db.execute(CreationSql.ADOPT);
  }

  private static CreationRow row(Row row) {
    return new CreationRow(
        row.getUUID("user_id"),
        row.getUUID("organization_id"),
        row.getString("username"),
        CreationRow.State.of(row.getString("state")),
        new Cause(
            row.getUUID("actor_organization_id"),
            row.getUUID("actor_id"),
            row.getString("actor"),
            row.getString("correlation_id")));
  }
}
