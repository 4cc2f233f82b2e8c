package io.opsconductor.auth.passkey;

import io.opsconductor.auth.passkey.PasskeyRow.PublicKey;
import io.opsconductor.contracts.Sha256;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Passkeys, and the challenges that wait for one. */
final class PasskeyStore {
  List<PasskeyRow> list(Sql sql, UUID userId) {
    return sql.list(PasskeySql.SELECT_OF_USER, PasskeyStore::row, userId);
  }

  Optional<PasskeyRow> find(Sql sql, UUID userId, byte[] credentialId) {
    return sql.one(PasskeySql.SELECT_ONE, PasskeyStore::row, userId, Buffer.buffer(credentialId));
  }

  /** Whose it is; the name is not known here. */
  Optional<PasskeyOwner> owner(Sql sql, byte[] credentialId) {
    return sql.one(
        PasskeySql.SELECT_OWNER,
        row -> new PasskeyOwner(row.getUUID("user_id"), row.getUUID("organization_id"), ""),
        Buffer.buffer(credentialId));
  }

  int count(Sql sql, UUID userId) {
    return sql.one(PasskeySql.COUNT, row -> row.getInteger(0), userId).orElse(0);
  }

  void insert(Tx tx, PasskeyOwner owner, PasskeyRow row) {
    PublicKey key = row.key();
    tx.execute(
        PasskeySql.INSERT,
        row.id(),
        owner.userId(),
        owner.organizationId(),
        row.name(),
        Buffer.buffer(key.credentialId()),
        Buffer.buffer(key.credential()),
        key.counter(),
        key.verifiedUser(),
        key.backupEligible(),
        key.backedUp(),
        key.transports().toArray(String[]::new),
        time(row.createdAt()));
  }

  /** False when its counter did not go on. */
  boolean use(Tx tx, UUID id, long counter, boolean backedUp, boolean verifiedUser, Instant now) {
    return tx.execute(PasskeySql.USE, id, counter, backedUp, time(now), verifiedUser) == 1;
  }

  /** Empty when the user has no such passkey. */
  Optional<PasskeyRow> findById(Tx tx, PasskeyOwner owner, UUID id) {
    return tx.one(
        PasskeySql.SELECT_BY_ID, PasskeyStore::row, owner.organizationId(), owner.userId(), id);
  }

  void rename(Tx tx, PasskeyOwner owner, UUID id, String name) {
    tx.execute(PasskeySql.RENAME, owner.organizationId(), owner.userId(), id, name);
  }

  boolean remove(Tx tx, PasskeyOwner owner, UUID id) {
    return tx.execute(PasskeySql.DELETE_ONE, owner.organizationId(), owner.userId(), id) == 1;
  }

  /** All that the user has, and what waits. */
  int removeAll(Tx tx, PasskeyOwner owner) {
    tx.execute(PasskeySql.DELETE_CHALLENGES_OF_USER, owner.organizationId(), owner.userId());
    return tx.execute(PasskeySql.DELETE_ALL, owner.organizationId(), owner.userId());
  }

  void putChallenge(Sql sql, Ceremony ceremony, byte[] challenge, Instant expiresAt) {
    sql.execute(
        PasskeySql.PUT_CHALLENGE,
        ceremony.owner().userId(),
        ceremony.owner().organizationId(),
        ceremony.purpose().word(),
        boundTo(ceremony),
        hash(challenge),
        time(expiresAt));
  }

  /** False when it was not given out for this, was used before, or is over. */
  boolean takeChallenge(Sql sql, Ceremony ceremony, byte[] challenge, Instant now) {
    return sql.one(
            PasskeySql.TAKE_CHALLENGE,
            row -> row.getBoolean("in_time"),
            ceremony.owner().userId(),
            ceremony.purpose().word(),
            boundTo(ceremony),
            hash(challenge),
            time(now))
        .orElse(false);
  }

  void removeExpiredChallenges(Sql sql, Instant now) {
    sql.execute(PasskeySql.DELETE_EXPIRED_CHALLENGES, time(now));
  }

  /** False when it was used before. */
  boolean useSignedChallenge(Tx tx, byte[] challenge, Instant expiresAt) {
    return tx.execute(PasskeySql.USE_SIGNED_CHALLENGE, hash(challenge), time(expiresAt)) == 1;
  }

  void removeSignedChallenges(Sql sql, Instant before) {
    sql.execute(PasskeySql.DELETE_EXPIRED_SIGNED_CHALLENGES, time(before));
  }

  private static PasskeyRow row(Row row) {
    OffsetDateTime used = row.getOffsetDateTime("last_used_at");
    return new PasskeyRow(
        row.getUUID("id"),
        row.getString("name"),
        new PublicKey(
            row.getBuffer("credential_id").getBytes(),
            row.getBuffer("credential").getBytes(),
            row.getLong("counter"),
            row.getBoolean("verified_user"),
            row.getBoolean("backup_eligible"),
            row.getBoolean("backed_up"),
            List.of(row.getArrayOfStrings("transports"))),
        row.getOffsetDateTime("created_at").toInstant(),
        used == null ? null : used.toInstant());
  }

  private static Buffer boundTo(Ceremony ceremony) {
    return Buffer.buffer(Sha256.of(ceremony.boundTo()));
  }

  private static Buffer hash(byte[] bytes) {
    return Buffer.buffer(Sha256.of(bytes));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
