package io.opsconductor.secrets;

import io.opsconductor.platform.database.Sql;
import io.vertx.core.buffer.Buffer;

/** Keeps one known ciphertext for each master key. */
final class CanaryStore {
  private final Sql sql;

  CanaryStore(Sql sql) {
    this.sql = sql;
  }

  /** The stored ciphertext, which is the given one if there was none. */
  byte[] readOrAdd(int masterKey, byte[] ciphertext) {
    sql.execute(CredentialSql.ADD_CANARY, masterKey, Buffer.buffer(ciphertext));
    return sql.one(
            CredentialSql.READ_CANARY, row -> row.getBuffer("ciphertext").getBytes(), masterKey)
        .orElseThrow();
  }
}
