package io.opsconductor.users;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.VersionedId;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.users.ServiceAccountView;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes a service account with its roles and grants. From then on its API tokens are refused,
 * whether or not auth answers when it is told to end them.
 */
final class RemoveServiceAccount {
  private static final Logger LOG = LoggerFactory.getLogger(RemoveServiceAccount.class);

  private final Db db;
  private final BusClient bus;
  private final StopRuns runs;
  private final Outbox outbox;

  RemoveServiceAccount(Db db, BusClient bus, StopRuns runs, Outbox outbox) {
    this.db = db;
    this.bus = bus;
    this.runs = runs;
    this.outbox = outbox;
  }

  Empty handle(VersionedId request, Call call) {
    Empty done = remove(request, call);
    try {
      bus.callAsService(AuthOperations.END_ACCOUNT_TOKENS, new IdRequest(request.id()), call);
    } catch (OpsException e) {
      LOG.atWarn()
          .addKeyValue("serviceAccountId", request.id())
          .addKeyValue("errorCode", e.code())
          .log("Tokens of a deleted service account could not be ended; they are refused");
    }
    runs.of(List.of(request.id()), false, call);
    return done;
  }

  private Empty remove(VersionedId request, Call call) {
    return db.transaction(
        tx -> {
          ServiceAccountView account = AccountManagers.managed(tx, call, request.id());
          Versions.require(request.expectedVersion(), account.version(), "service account");
          ServiceAccountStore.delete(tx, call.organizationId(), account.id());
          outbox.add(
              tx,
              call,
              "service_account.deleted",
              "service_account",
              account.id(),
              Change.removed(ServiceAccounts.facts(account)).with("name", account.name()).data());
          return Empty.INSTANCE;
        });
  }
}
