package io.opsconductor.auth.account;

import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Users that were removed, and what they leave behind. */
public final class ForgottenStore {
  private static final Duration KEPT = Duration.ofDays(30);

  private final Db db;

  public ForgottenStore(Db db) {
    this.db = db;
  }

  public void add(Tx tx, UUID organizationId, UUID userId, Instant now) {
    tx.execute(ForgottenSql.INSERT, userId, organizationId, now.atOffset(ZoneOffset.UTC));
  }

  public boolean contains(Tx tx, UUID userId) {
    return tx.one(ForgottenSql.EXISTS, row -> row.getBoolean(0), userId).orElseThrow();
  }

  /** Whether there was one. */
  public boolean removePassword(Tx tx, UUID organizationId, UUID userId) {
    tx.execute(ForgottenSql.DELETE_HISTORY, organizationId, userId);
    tx.execute(ForgottenSql.DELETE_IDENTITIES, organizationId, userId);
    tx.execute(ForgottenSql.DELETE_ADDRESS, organizationId, userId);
    tx.execute(ForgottenSql.DELETE_LINKS, organizationId, userId);
    tx.execute(ForgottenSql.DELETE_POLICIES, organizationId, userId);
    return tx.execute(ForgottenSql.DELETE_PASSWORD, organizationId, userId) > 0;
  }

  public void removeOld(Instant now) {
    db.execute(ForgottenSql.DELETE_OLD, now.minus(KEPT).atOffset(ZoneOffset.UTC));
  }
}
