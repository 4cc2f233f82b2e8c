package io.opsconductor.auth.mfa;

import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.MfaFactor;
import io.opsconductor.platform.database.Db;
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

/** Second factors and recovery codes. */
public final class FactorStore {
  private final Db db;

  public FactorStore(Db db) {
    this.db = db;
  }

  /** Holds off everything else that judges or changes this user's factors. */
  public void lock(Tx tx, UUID userId) {
    tx.run(FactorSql.LOCK_USER, userId.getLeastSignificantBits());
  }

  Optional<TotpRow> totp(UUID userId) {
    return totp(db, userId);
  }

  Optional<TotpRow> totp(Sql sql, UUID userId) {
    return sql.one(FactorSql.SELECT_CONFIRMED, FactorStore::totpRow, userId);
  }

  /** One that is being set up. */
  Optional<TotpRow> begunTotp(Tx tx, UUID userId, Instant after) {
    return tx.one(FactorSql.SELECT_BEGUN, FactorStore::totpRow, userId, time(after));
  }

  void beginTotp(Tx tx, UUID id, CodeOwner owner, byte[] sealed, Instant now) {
    tx.execute(
        FactorSql.BEGIN,
        id,
        owner.userId(),
        owner.organizationId(),
        Buffer.buffer(sealed),
        time(now));
  }

  /**
   * Makes the one that was begun the one that counts.
   *
   * @return false when it waits no more; the transaction must not end well then, since the one
   *     before is gone
   */
  boolean confirmTotp(Tx tx, UUID userId, UUID id, long step, Instant now) {
    tx.execute(FactorSql.DELETE_CONFIRMED, userId);
    return tx.execute(FactorSql.CONFIRM, id, step, time(now)) == 1;
  }

  /** False when a code of this step, or of a later one, was accepted before. */
  boolean accept(Tx tx, UUID id, long step, Instant now) {
    return tx.execute(FactorSql.ACCEPT, id, step, time(now)) == 1;
  }

  /** Present when codes by mail are the user's second factor. */
  public Optional<MfaFactor> emailCodes(UUID userId) {
    return emailCodes(db, userId);
  }

  Optional<MfaFactor> emailCodes(Sql sql, UUID userId) {
    return sql.one(FactorSql.SELECT_EMAIL_CODES, FactorStore::emailCodes, userId);
  }

  void addEmailCodes(Tx tx, CodeOwner owner, MfaFactor factor) {
    tx.execute(
        FactorSql.INSERT_EMAIL_CODES,
        owner.userId(),
        factor.id(),
        owner.organizationId(),
        time(factor.createdAt()));
  }

  void useEmailCodes(Tx tx, UUID userId, Instant now) {
    tx.execute(FactorSql.USE_EMAIL_CODES, userId, time(now));
  }

  /** Whether they were the user's factor. */
  boolean removeEmailCodes(Tx tx, CodeOwner owner) {
    return tx.execute(FactorSql.DELETE_EMAIL_CODES, owner.organizationId(), owner.userId()) == 1;
  }

  /** Whether there was such a factor of this user. */
  boolean remove(Tx tx, CodeOwner owner, UUID id) {
    return tx.execute(FactorSql.DELETE_ONE, owner.organizationId(), owner.userId(), id) == 1;
  }

  /** All that the user has, also what is being set up, and the recovery codes. */
  public int removeAll(Tx tx, CodeOwner owner) {
    removeRecoveryCodes(tx, owner.userId());
    return (removeEmailCodes(tx, owner) ? 1 : 0)
        + tx.execute(FactorSql.DELETE_ALL, owner.organizationId(), owner.userId());
  }

  public void removeBegun(Instant before) {
    db.execute(FactorSql.DELETE_BEGUN_BEFORE, time(before));
  }

  /** In place of those before. */
  void putRecoveryCodes(Tx tx, CodeOwner owner, List<String> codes, Instant now) {
    removeRecoveryCodes(tx, owner.userId());
    for (String code : codes) {
      tx.execute(
          FactorSql.INSERT_RECOVERY_CODE,
          owner.userId(),
          Buffer.buffer(RecoveryCode.hash(code)),
          owner.organizationId(),
          time(now));
    }
  }

  /** False when there is none like it, or it was used before. */
  boolean useRecoveryCode(Tx tx, UUID userId, String code, Instant now) {
    return tx.execute(
            FactorSql.USE_RECOVERY_CODE, userId, Buffer.buffer(RecoveryCode.hash(code)), time(now))
        == 1;
  }

  int recoveryCodesLeft(UUID userId) {
    return recoveryCodesLeft(db, userId);
  }

  int recoveryCodesLeft(Sql sql, UUID userId) {
    return sql.one(FactorSql.COUNT_RECOVERY_CODES, row -> row.getInteger(0), userId).orElse(0);
  }

  void removeRecoveryCodes(Tx tx, UUID userId) {
    tx.execute(FactorSql.DELETE_RECOVERY_CODES, userId);
  }

  private static MfaFactor emailCodes(Row row) {
    return new MfaFactor(
        row.getUUID("id"),
        FactorKind.EMAIL_CODE,
        "Codes by mail",
        row.getOffsetDateTime("created_at").toInstant(),
        instant(row.getOffsetDateTime("last_used_at")));
  }

  private static TotpRow totpRow(Row row) {
    return new TotpRow(
        row.getUUID("id"),
        row.getBuffer("secret").getBytes(),
        row.getOffsetDateTime("created_at").toInstant(),
        instant(row.getOffsetDateTime("confirmed_at")),
        row.getLong("last_step"),
        instant(row.getOffsetDateTime("last_used_at")));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
