package io.opsconductor.auth.mail;

import io.opsconductor.contracts.Ids;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Who asked for a reset, whether or not there is such an account. */
final class ResetRequestStore {
  private final Db db;

  /** One that was not looked into yet. */
  record Open(UUID id, String account) {}

  /** How many there were lately from a network, and how many are not looked into yet. */
  record Counts(int ofNetwork, int open) {}

  ResetRequestStore(Db db) {
    this.db = db;
  }

  /** Until the transaction ends no other one of the network is counted. */
  Counts count(Tx tx, String network, Instant since) {
    tx.one(ResetRequestSql.LOCK_NETWORK, row -> true, network);
    return tx.one(
            ResetRequestSql.COUNT,
            row -> new Counts(row.getInteger("of_network"), row.getInteger("open")),
            network,
            time(since))
        .orElseThrow();
  }

  void insert(Tx tx, String account, String network, Instant now) {
    tx.execute(ResetRequestSql.INSERT, Ids.next(), account, network, time(now));
  }

  /** Holds the oldest one until the transaction ends, unless another node holds it. */
  Optional<Open> lockOldest(Tx tx) {
    return tx.one(
        ResetRequestSql.LOCK_OLDEST, row -> new Open(row.getUUID("id"), row.getString("account")));
  }

  void close(Tx tx, Open request) {
    tx.execute(ResetRequestSql.CLOSE, request.id());
  }

  /** Those that are not counted any more. */
  void removeOld(Instant now) {
    db.execute(ResetRequestSql.DELETE_OLD, time(now.minus(ForgottenPasswords.COUNTED)));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
