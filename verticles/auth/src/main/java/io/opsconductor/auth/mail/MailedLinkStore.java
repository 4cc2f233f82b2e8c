package io.opsconductor.auth.mail;

import io.opsconductor.contracts.Ids;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.data.Interval;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Mailed links, which are also the mails that wait to be sent. */
final class MailedLinkStore {
  /** So long it is tried to send one. */
  private static final Duration TRIED = Duration.ofDays(1);

  /** So long they are kept, used or not: longer than any lives. */
  private static final Duration KEPT = Duration.ofDays(3);

  private final Db db;
  private final LinkToken tokens;

  MailedLinkStore(Db db, LinkToken tokens) {
    this.db = db;
    this.tokens = tokens;
  }

  /** A new link; the earlier ones of the user and the kind are worth nothing any more. */
  void insert(
      Tx tx, UUID userId, UUID organizationId, MailedLink.Kind kind, String email, Instant now) {
    kill(tx, userId, kind, now);
    UUID id = Ids.next();
    tx.execute(
        MailedLinkSql.INSERT,
        id,
        userId,
        organizationId,
        kind.wireName(),
        email,
        Buffer.buffer(LinkToken.hash(tokens.of(id))),
        time(now),
        time(now.plus(kind.lifetime())));
  }

  void kill(Tx tx, UUID userId, MailedLink.Kind kind, Instant now) {
    tx.execute(MailedLinkSql.KILL, userId, kind.wireName(), time(now));
  }

  /** How many the user got since then; until the transaction ends no other one is counted. */
  int count(Tx tx, UUID userId, MailedLink.Kind kind, Instant since) {
    tx.one(MailedLinkSql.LOCK_USER, row -> true, userId.toString());
    return tx.one(
            MailedLinkSql.COUNT, row -> row.getInteger(0), userId, kind.wireName(), time(since))
        .orElseThrow();
  }

  /** How many are still to be sent. */
  int waiting(Instant now) {
    return db.one(MailedLinkSql.COUNT_WAITING, row -> row.getInteger(0), time(now.minus(TRIED)))
        .orElseThrow();
  }

  Optional<MailedLink> findLive(String token, MailedLink.Kind kind, Instant now) {
    return db.one(
        MailedLinkSql.SELECT_LIVE,
        MailedLinkStore::link,
        Buffer.buffer(LinkToken.hash(token)),
        kind.wireName(),
        time(now));
  }

  /** Whether it was this call that used it up. */
  boolean use(Tx tx, MailedLink link, Instant now) {
    return tx.execute(MailedLinkSql.USE, link.id(), time(now)) == 1;
  }

  Optional<String> pendingEmail(UUID userId, Instant now) {
    return db.one(MailedLinkSql.SELECT_PENDING, row -> row.getString("email"), userId, time(now));
  }

  /** One that is to be mailed now. Its time begins anew. */
  Optional<MailedLink> claim(Instant now) {
    return db.one(
        MailedLinkSql.CLAIM,
        MailedLinkStore::link,
        time(now),
        Interval.of(MailedLink.Kind.PASSWORD_RESET.lifetime()),
        Interval.of(MailedLink.Kind.EMAIL_VERIFICATION.lifetime()),
        time(now.minus(TRIED)));
  }

  /**
   * The token of a link. It is another one than at first when the process was started under another
   * master key since, as without a configured one.
   */
  String token(MailedLink link) {
    String token = tokens.of(link.id());
    db.execute(MailedLinkSql.PUT_HASH, link.id(), Buffer.buffer(LinkToken.hash(token)));
    return token;
  }

  void sent(MailedLink link, Instant now) {
    db.execute(MailedLinkSql.SENT, link.id(), time(now));
  }

  void removeOld(Instant now) {
    db.execute(MailedLinkSql.DELETE_OLD, time(now.minus(KEPT)));
  }

  private static MailedLink link(Row row) {
    return new MailedLink(
        row.getUUID("id"),
        row.getUUID("user_id"),
        row.getUUID("organization_id"),
        MailedLink.Kind.of(row.getString("kind")),
        row.getString("email"),
        row.getInteger("attempts"));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
