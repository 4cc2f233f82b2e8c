package io.opsconductor.executions;

/** Statements on the table idempotency. */
final class IdempotencySql {
  private IdempotencySql() {}

  static final String FIND =
      """
      SELECT body_hash, execution_id FROM idempotency
      WHERE user_id = $1 AND operation = $2 AND key = $3
        AND created_at > now() - $4::int * interval '1 hour'\
      """;

  /** Waits for another transaction with the same key; no row is given when that one committed. */
  static final String TAKE =
      """
      INSERT INTO idempotency (user_id, operation, key, organization_id, body_hash, execution_id)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (user_id, operation, key) DO UPDATE SET
        body_hash = excluded.body_hash, execution_id = excluded.execution_id, created_at = now()
        WHERE idempotency.created_at <= now() - $7::int * interval '1 hour'
      RETURNING execution_id\
      """;

  static final String FORGET =
      "DELETE FROM idempotency WHERE created_at <= now() - $1::int * interval '1 hour'";
}
