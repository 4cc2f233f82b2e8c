package io.opsconductor.auth.external;

import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Accounts of external directories. */
final class IdentityStore {
  private final Db db;

  IdentityStore(Db db) {
    this.db = db;
  }

  Optional<IdentityRow> find(String provider, String subject) {
    return db.one(IdentitySql.FIND, IdentityStore::row, provider, subject);
  }

  List<IdentityRow> ofUser(UUID organizationId, UUID userId) {
    return db.list(IdentitySql.OF_USER, IdentityStore::row, organizationId, userId);
  }

  List<IdentityRow> lockOfUser(Tx tx, UUID organizationId, UUID userId) {
    return tx.list(IdentitySql.LOCK_OF_USER, IdentityStore::row, organizationId, userId);
  }

  /** Whoever of the organization has answered a mail to it; in any case of its letters. */
  Optional<UUID> ofProvedAddress(UUID organizationId, String email) {
    return db.one(
        IdentitySql.OF_PROVED_ADDRESS, row -> row.getUUID("user_id"), organizationId, email);
  }

  /** Names of the directories that know the user. */
  List<String> providers(UUID userId) {
    return db.list(IdentitySql.PROVIDERS, row -> row.getString("provider"), userId);
  }

  /**
   * False when somebody wrote the same account in the meantime. Fails on the unique index when the
   * user has another account of the directory.
   */
  boolean insert(Tx tx, IdentityRow row) {
    return tx.execute(
            IdentitySql.INSERT,
            row.id(),
            row.organizationId(),
            row.userId(),
            row.provider(),
            row.subject(),
            row.making() ? "making" : "linked",
            row.username(),
            row.displayName(),
            row.email(),
            time(row.linkedAt()))
        == 1;
  }

  void used(Tx tx, UUID id, ExternalIdentity identity, Instant now) {
    tx.execute(
        IdentitySql.USED,
        id,
        identity.username(),
        identity.displayName(),
        identity.email(),
        time(now));
  }

  /** Whether this call was the one that did it. */
  boolean linked(Tx tx, UUID id) {
    return tx.execute(IdentitySql.LINKED, id) == 1;
  }

  void remove(Tx tx, UUID id) {
    tx.execute(IdentitySql.DELETE, id);
  }

  private static IdentityRow row(Row row) {
    return new IdentityRow(
        row.getUUID("id"),
        row.getUUID("organization_id"),
        row.getUUID("user_id"),
        row.getString("provider"),
        row.getString("subject"),
        row.getString("state").equals("making"),
        row.getString("username"),
        row.getString("display_name"),
        row.getString("email"),
        row.getOffsetDateTime("linked_at").toInstant(),
        row.getOffsetDateTime("last_used_at").toInstant());
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
