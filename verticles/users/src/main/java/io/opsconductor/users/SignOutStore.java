package io.opsconductor.users;

import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.util.List;
import java.util.UUID;

/** Users whose sessions are to end, until auth has ended them. */
final class SignOutStore {
  private final Db db;

  SignOutStore(Db db) {
    this.db = db;
  }

  record Left(UUID userId, UUID organizationId) {}

  static void begin(Tx tx, UUID organizationId, UUID userId) {
    tx.execute(SignOutSql.BEGIN, userId, organizationId);
  }

  static boolean isLeft(Tx tx, UUID userId) {
    return tx.one(SignOutSql.IS_LEFT, row -> row.getBoolean(0), userId).orElseThrow();
  }

  /** The oldest of those whose end no request sees to any more. */
  List<Left> left(int most) {
    return db.list(
        SignOutSql.LEFT,
        row -> new Left(row.getUUID("user_id"), row.getUUID("organization_id")),
        most);
  }

  void end(UUID userId) {
    db.execute(SignOutSql.END, userId);
  }
}
