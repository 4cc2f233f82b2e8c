package io.opsconductor.auth.password;

import io.opsconductor.contracts.Ids;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Passwords, as hashes. */
public final class PasswordStore {
  private final Db db;

  public PasswordStore(Db db) {
    this.db = db;
  }

  /** In any case of its letters. */
  public Optional<PasswordRow> find(String username) {
    return db.one(PasswordSql.SELECT_BY_NAME, PasswordStore::row, username);
  }

  public Optional<PasswordRow> find(UUID userId) {
    return db.one(PasswordSql.SELECT_BY_USER, PasswordStore::row, userId);
  }

  /** Fails on the unique name when a later user has it. */
  void put(Tx tx, PasswordRow password) {
    tx.execute(PasswordSql.DELETE_EARLIER_OF_NAME, password.username(), password.userId());
    tx.execute(
        PasswordSql.UPSERT,
        password.userId(),
        password.organizationId(),
        password.username(),
        password.hash().phc());
  }

  /** Another password; false when it was changed since it was read. */
  boolean replace(Tx tx, PasswordRow before, PasswordHash hash) {
    return tx.execute(PasswordSql.REPLACE, before.userId(), before.hash().phc(), hash.phc()) == 1;
  }

  /** Whether it was last changed before this. */
  boolean isOlder(UUID userId, Instant than) {
    return db.one(
            PasswordSql.IS_OLDER, row -> row.getBoolean(0), userId, than.atOffset(ZoneOffset.UTC))
        .orElse(false);
  }

  /** So many that were replaced last. */
  List<PasswordHash> former(UUID userId, int count) {
    return db.list(
        PasswordSql.SELECT_FORMER, row -> PasswordHash.parse(row.getString("hash")), userId, count);
  }

  void remember(Tx tx, PasswordRow replaced) {
    tx.execute(
        PasswordSql.INSERT_FORMER,
        Ids.next(),
        replaced.userId(),
        replaced.organizationId(),
        replaced.hash().phc());
  }

  /** All but so many that were replaced last. */
  void forgetFormer(Tx tx, UUID userId, int kept) {
    tx.execute(PasswordSql.DELETE_FORMER, userId, kept);
  }

  /** The same password under another hash; does nothing when it was changed in the meantime. */
  public void rehash(PasswordRow before, PasswordHash hash) {
    db.execute(PasswordSql.REHASH, before.userId(), before.hash().phc(), hash.phc());
  }

  /** Whether {@link #putFirst} was done, or the user has a password by other means. */
  public boolean hadFirst(UUID userId) {
    return db.one(PasswordSql.HAD_FIRST, row -> row.getBoolean(0), userId).orElseThrow();
  }

  /**
   * The first one of the first administrator, which is done once even if it is deleted.
   *
   * @return whether this call did it
   */
  public boolean putFirst(Tx tx, PasswordRow password) {
    boolean first =
        tx.execute(PasswordSql.INSERT_FIRST, password.userId(), password.organizationId()) == 1;
    return first
        && tx.execute(
                PasswordSql.INSERT_IF_NONE,
                password.userId(),
                password.organizationId(),
                password.username(),
                password.hash().phc())
            == 1;
  }

  private static PasswordRow row(Row row) {
    return new PasswordRow(
        row.getUUID("user_id"),
        row.getUUID("organization_id"),
        row.getString("username"),
        PasswordHash.parse(row.getString("hash")));
  }
}
