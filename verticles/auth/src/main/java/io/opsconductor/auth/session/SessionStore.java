package io.opsconductor.auth.session;

import io.opsconductor.auth.mfa.ChallengeSql;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Sessions and the refresh tokens that keep them going. */
public final class SessionStore {
  /** How long an ended session is kept, for those who ask what happened. */
  private static final Duration KEPT = Duration.ofDays(90);

  private final Db db;

  public SessionStore(Db db) {
    this.db = db;
  }

  /**
   * A new one.
   *
   * @param secondFactor whether one was shown
   */
  public void insert(
      Tx tx, Session session, SessionClient client, boolean secondFactor, Instant now) {
    tx.execute(
        SessionSql.INSERT,
        session.id(),
        session.userId(),
        session.organizationId(),
        time(now),
        client.device(),
        client.address(),
        secondFactor ? time(now) : null);
  }

  /** The second factor of a new one was asked for by an external directory. */
  void markProviderFactor(Tx tx, UUID id) {
    tx.execute(SessionSql.MARK_PROVIDER_FACTOR, id);
  }

  public Optional<LiveSession> findLive(UUID id) {
    return db.one(SessionSql.SELECT_LIVE, SessionStore::liveSession, id);
  }

  /** A second factor was shown in it. False when it is at its end. */
  public boolean showSecondFactor(Tx tx, UUID id, Instant now) {
    return tx.execute(SessionSql.SHOW_SECOND_FACTOR, id, time(now)) == 1;
  }

  /** Why it was ended; empty when it goes on, is forgotten, or is of another user. */
  public Optional<String> endReason(UUID id, UUID userId) {
    return db.one(SessionSql.SELECT_REASON, row -> row.getString("reason"), id, userId);
  }

  void seen(Tx tx, UUID id, SessionClient client, Instant now) {
    tx.execute(SessionSql.SEEN, id, time(now), client.address());
  }

  /** Those of a user that can still be gone on with, newest first, after the given one. */
  List<SessionRow> list(UUID organizationId, UUID userId, Instant now, UUID after, int limit) {
    return db.list(
        SessionSql.SELECT_PART,
        SessionStore::sessionRow,
        organizationId,
        userId,
        time(now.minus(TokenPair.REFRESH_LIFETIME)),
        after,
        limit);
  }

  /** Whether a session, even one at its end, is of this user. */
  boolean isOf(UUID organizationId, UUID userId, UUID id) {
    return db.one(SessionSql.IS_OF_USER, row -> true, organizationId, userId, id).isPresent();
  }

  /** The session, if it was not at its end already. */
  Optional<Session> revoke(Tx tx, UUID id, Session.EndReason reason, Instant now) {
    return tx.one(SessionSql.REVOKE, SessionStore::session, id, time(now), name(reason));
  }

  /**
   * Those that were not at their end; the excepted one, which may be null, goes on. Sign-ins of the
   * user that wait for a second factor end as well.
   */
  List<Session> revokeAllOf(
      Tx tx, UUID organizationId, UUID userId, UUID except, Session.EndReason reason, Instant now) {
    tx.execute(ChallengeSql.DELETE_OF_USER, organizationId, userId);
    return tx.list(
        SessionSql.REVOKE_ALL_OF_USER,
        SessionStore::session,
        organizationId,
        userId,
        except,
        time(now),
        name(reason));
  }

  void insertToken(Tx tx, String token, UUID sessionId, Instant now) {
    tx.execute(
        SessionSql.INSERT_TOKEN,
        Buffer.buffer(RefreshToken.hash(token)),
        sessionId,
        time(now),
        time(now.plus(TokenPair.REFRESH_LIFETIME)));
  }

  Optional<RefreshTokenRow> findToken(String token) {
    return token(db, SessionSql.FIND_TOKEN, token);
  }

  /** Holds the token until the transaction ends. */
  Optional<RefreshTokenRow> lockToken(Tx tx, String token) {
    return token(tx, SessionSql.LOCK_TOKEN, token);
  }

  void useToken(Tx tx, String token, byte[] salt, String successor, Instant now) {
    tx.execute(
        SessionSql.USE_TOKEN,
        Buffer.buffer(RefreshToken.hash(token)),
        time(now),
        Buffer.buffer(salt),
        Buffer.buffer(RefreshToken.hash(successor)));
  }

  public void forget(Instant now) {
    db.execute(SessionSql.DELETE_EXPIRED_TOKENS, time(now));
    db.execute(SessionSql.DELETE_FORGOTTEN, time(now.minus(KEPT)));
  }

  private static Optional<RefreshTokenRow> token(Sql sql, String statement, String token) {
    return sql.one(statement, SessionStore::tokenRow, Buffer.buffer(RefreshToken.hash(token)));
  }

  private static RefreshTokenRow tokenRow(Row row) {
    return new RefreshTokenRow(
        session(row),
        row.getBoolean("revoked"),
        row.getOffsetDateTime("issued_at").toInstant(),
        row.getOffsetDateTime("expires_at").toInstant(),
        instant(row.getOffsetDateTime("used_at")),
        bytes(row.getBuffer("successor_salt")),
        bytes(row.getBuffer("successor_hash")));
  }

  private static Session session(Row row) {
    return new Session(row.getUUID("id"), row.getUUID("user_id"), row.getUUID("organization_id"));
  }

  private static LiveSession liveSession(Row row) {
    return new LiveSession(
        session(row),
        row.getBoolean("has_factor"),
        row.getBoolean("provider_factor"),
        instant(row.getOffsetDateTime("second_factor_at")));
  }

  private static SessionRow sessionRow(Row row) {
    return new SessionRow(
        row.getUUID("id"),
        row.getString("device"),
        row.getString("address"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getString("last_address"),
        row.getOffsetDateTime("last_seen_at").toInstant());
  }

  private static String name(Session.EndReason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static byte[] bytes(Buffer buffer) {
    return buffer == null ? null : buffer.getBytes();
  }
}
