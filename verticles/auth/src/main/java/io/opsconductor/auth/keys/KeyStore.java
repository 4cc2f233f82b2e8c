package io.opsconductor.auth.keys;

import io.opsconductor.contracts.auth.ServiceKey;
import io.opsconductor.platform.context.SigningKey;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** The keys that this service keeps: its own of access tokens, and the public ones of services. */
public final class KeyStore {
  private final Db db;
  private final KeySeal seal;

  public KeyStore(Db db, KeySeal seal) {
    this.db = db;
    this.seal = seal;
  }

  /** Holds off other nodes that look whether a key is missing, until the transaction ends. */
  void lockSigningKeys(Tx tx) {
    tx.run(KeySql.LOCK_SIGNING_KEYS);
  }

  /** Those under which tokens may still be accepted, the earliest first. */
  public List<AccessKey> signingKeys(Sql sql, Instant now) {
    return sql.list(KeySql.SELECT_SIGNING_KEYS, this::accessKey, time(now));
  }

  void insert(Tx tx, AccessKey key) {
    tx.execute(
        KeySql.INSERT_SIGNING_KEY,
        key.key().keyId(),
        key.key().publicJwk().encode(),
        Buffer.buffer(seal.seal(key.key().keyId(), key.key().privateJwk().encode())),
        time(key.signsFrom()),
        time(key.signsUntil()),
        time(key.verifiesUntil()));
  }

  /** Removes those whose time begins later than this. */
  void removeLater(Tx tx, Instant begin) {
    tx.execute(KeySql.DELETE_LATER_SIGNING_KEYS, time(begin));
  }

  /** Has all keys sign and be accepted no longer than this. */
  void retire(Tx tx, Instant signsUntil, Instant verifiesUntil) {
    tx.execute(KeySql.RETIRE_SIGNING_KEYS, time(signsUntil), time(verifiesUntil));
  }

  List<ServiceKey> serviceKeys(Instant now) {
    return db.list(KeySql.SELECT_SERVICE_KEYS, KeyStore::serviceKey, time(now));
  }

  /** False when the id is another key's. */
  boolean put(ServiceKey key) {
    return change(KeySql.UPSERT_SERVICE_KEY, key);
  }

  /** False when exactly this key is not there. */
  boolean extend(ServiceKey key) {
    return change(KeySql.EXTEND_SERVICE_KEY, key);
  }

  public void removeExpired(Instant now) {
    db.execute(KeySql.DELETE_EXPIRED_SERVICE_KEYS, time(now));
    db.execute(KeySql.DELETE_EXPIRED_SIGNING_KEYS, time(now));
  }

  private boolean change(String statement, ServiceKey key) {
    return db.execute(statement, key.keyId(), key.service(), key.jwk(), time(key.expiresAt())) == 1;
  }

  private AccessKey accessKey(Row row) {
    String keyId = row.getString("key_id");
    String jwk = seal.open(keyId, row.getBuffer("private_jwk").getBytes());
    return new AccessKey(
        new SigningKey(keyId, new JsonObject(jwk)),
        instant(row, "signs_from"),
        instant(row, "signs_until"),
        instant(row, "verifies_until"));
  }

  private static ServiceKey serviceKey(Row row) {
    return new ServiceKey(
        row.getString("key_id"),
        row.getString("service"),
        row.getString("jwk"),
        instant(row, "expires_at"));
  }

  private static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
