package io.opsconductor.auth.tokens;

import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.auth.TokenScope;
import io.opsconductor.contracts.auth.TokenText;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The API tokens. */
public final class ApiTokenStore {
  /** An owner may have so many. */
  public static final int MOST = 100;

  /** How long one that has ended is kept, for those who ask what it was. */
  private static final Duration KEPT = Duration.ofDays(90);

  private final Db db;

  public ApiTokenStore(Db db) {
    this.db = db;
  }

  /** False when the owner has as many as may be. */
  boolean insert(Tx tx, ApiToken token, String text, UUID createdBy) {
    int inserted =
        tx.execute(
            ApiTokenSql.INSERT,
            token.id(),
            token.organizationId(),
            token.ownerId(),
            token.name(),
            Buffer.buffer(TokenText.hash(text)),
            token.permissions().toArray(String[]::new),
            time(token.createdAt()),
            createdBy,
            time(token.expiresAt()),
            (long) MOST,
            Wire.encodeString(token.scopes()));
    return inserted == 1;
  }

  Optional<ApiToken> find(String text) {
    return db.one(
        ApiTokenSql.SELECT_BY_HASH, ApiTokenStore::token, Buffer.buffer(TokenText.hash(text)));
  }

  Optional<ApiToken> find(UUID organizationId, UUID id) {
    return db.one(ApiTokenSql.SELECT_ONE, ApiTokenStore::token, organizationId, id);
  }

  /** Of any organization: for a service to which somebody came with it. */
  Optional<ApiToken> find(UUID id) {
    return db.one(ApiTokenSql.SELECT_BY_ID, ApiTokenStore::token, id);
  }

  /** Those of an owner that were not revoked, newest first, after the given one. */
  List<ApiToken> list(UUID organizationId, UUID ownerId, UUID after, int limit) {
    return db.list(
        ApiTokenSql.SELECT_PART, ApiTokenStore::token, organizationId, ownerId, after, limit);
  }

  /** False when it was revoked already. */
  boolean revoke(Tx tx, ApiToken token, Instant now) {
    return tx.execute(ApiTokenSql.REVOKE, token.organizationId(), token.id(), time(now)) == 1;
  }

  /**
   * Those that were not revoked already.
   *
   * @param organizationId the owner's; null where only the owner is known
   */
  List<ApiToken> revokeAllOf(Tx tx, UUID organizationId, UUID ownerId, Instant now) {
    return tx.list(
        ApiTokenSql.REVOKE_ALL_OF, ApiTokenStore::token, organizationId, ownerId, time(now));
  }

  void used(UUID id, Instant at, String from) {
    db.execute(ApiTokenSql.SET_USED, id, time(at), from);
  }

  public void forget(Instant now) {
    db.execute(ApiTokenSql.DELETE_ENDED, time(now.minus(KEPT)));
  }

  private static ApiToken token(Row row) {
    return new ApiToken(
        row.getUUID("id"),
        row.getUUID("organization_id"),
        row.getUUID("owner_id"),
        row.getString("name"),
        List.of(row.getArrayOfStrings("permissions")),
        List.of(Wire.decode(row.getString("scopes"), TokenScope[].class)),
        instant(row, "created_at"),
        instant(row, "expires_at"),
        instant(row, "revoked_at"),
        instant(row, "last_used_at"),
        row.getString("last_used_from"));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
