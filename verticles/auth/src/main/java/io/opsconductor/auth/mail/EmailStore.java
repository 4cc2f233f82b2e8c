package io.opsconductor.auth.mail;

import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Addresses that were proved. */
final class EmailStore {
  private final Db db;

  EmailStore(Db db) {
    this.db = db;
  }

  Optional<EmailRow> find(UUID userId) {
    return db.one(EmailSql.SELECT_OF_USER, EmailStore::row, userId);
  }

  /** In any case of its letters. */
  Optional<EmailRow> find(Tx tx, String email) {
    return tx.one(EmailSql.SELECT_BY_EMAIL, EmailStore::row, email);
  }

  /** Fails on the unique address when another user has proved it. */
  void put(Tx tx, EmailRow row) {
    tx.execute(
        EmailSql.PUT,
        row.userId(),
        row.organizationId(),
        row.email(),
        row.verifiedAt().atOffset(ZoneOffset.UTC));
  }

  private static EmailRow row(Row row) {
    return new EmailRow(
        row.getUUID("user_id"),
        row.getUUID("organization_id"),
        row.getString("email"),
        row.getOffsetDateTime("verified_at").toInstant());
  }
}
