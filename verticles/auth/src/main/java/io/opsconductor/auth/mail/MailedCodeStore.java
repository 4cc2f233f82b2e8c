package io.opsconductor.auth.mail;

import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Codes that were mailed. */
final class MailedCodeStore {
  /** One that may be answered still. */
  record Live(UUID id, byte[] hash) {}

  /** How many the user got since then; until the transaction ends no other one is counted. */
  int count(Tx tx, UUID userId, Instant since) {
    tx.one(MailedCodeSql.LOCK_USER, row -> true, userId.toString());
    return tx.one(MailedCodeSql.COUNT, row -> row.getInteger(0), userId, time(since)).orElseThrow();
  }

  /** A new code; the earlier ones in the same place are worth nothing any more. */
  void insert(
      Tx tx, MailedCodes.Place place, UUID id, byte[] hash, Instant now, Instant expiresAt) {
    Buffer boundTo = Buffer.buffer(place.hash());
    tx.execute(MailedCodeSql.KILL, place.userId(), boundTo, time(now));
    tx.execute(
        MailedCodeSql.INSERT,
        id,
        place.userId(),
        place.organizationId(),
        boundTo,
        Buffer.buffer(hash),
        time(now),
        time(expiresAt));
  }

  /** Holds it until the transaction ends. */
  Optional<Live> findLive(Tx tx, MailedCodes.Place place, Instant now, int mostAttempts) {
    return tx.one(
        MailedCodeSql.SELECT_LIVE,
        row -> new Live(row.getUUID("id"), row.getBuffer("hash").getBytes()),
        place.userId(),
        Buffer.buffer(place.hash()),
        time(now),
        mostAttempts);
  }

  void use(Tx tx, UUID id, Instant now) {
    tx.execute(MailedCodeSql.USE, id, time(now));
  }

  void countAttempt(Tx tx, UUID id) {
    tx.execute(MailedCodeSql.COUNT_ATTEMPT, id);
  }

  void removeOld(Sql sql, Instant before) {
    sql.execute(MailedCodeSql.DELETE_OLD, time(before));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
