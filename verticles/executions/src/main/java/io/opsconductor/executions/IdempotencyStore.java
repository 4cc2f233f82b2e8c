package io.opsconductor.executions;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import java.util.Optional;
import java.util.UUID;

/** The table idempotency. */
final class IdempotencyStore {
  private final int hours;

  /**
   * A store.
   *
   * @param hours how long a key is kept
   */
  IdempotencyStore(int hours) {
    this.hours = hours;
  }

  /** What a key was used for. */
  record Used(String bodyHash, UUID executionId) {}

  Optional<Used> find(Sql sql, UUID userId, String operation, String key) {
    return sql.one(
        IdempotencySql.FIND,
        row -> new Used(row.getString("body_hash"), row.getUUID("execution_id")),
        userId,
        operation,
        key,
        hours);
  }

  /** Takes the key, after waiting for whoever is about to; whether it was free. */
  boolean take(Tx tx, CallerContext.User user, String operation, String key, Used use) {
    return tx.one(
            IdempotencySql.TAKE,
            row -> true,
            user.id(),
            operation,
            key,
            user.organizationId(),
            use.bodyHash(),
            use.executionId(),
            hours)
        .isPresent();
  }

  void forgetOld(Sql sql) {
    sql.execute(IdempotencySql.FORGET, hours);
  }
}
