package io.opsconductor.auth.tokens;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;

/** Ends the API tokens of a service account that was deleted. */
public final class EndAccountTokens {
  private final Db db;
  private final OwnerTokens tokens;

  public EndAccountTokens(Db db, OwnerTokens tokens) {
    this.db = db;
    this.tokens = tokens;
  }

  public Empty handle(IdRequest account, Call call) {
    db.transaction(tx -> tokens.endAll(tx, call, null, account.id(), "service_account_deleted"));
    return Empty.INSTANCE;
  }
}
