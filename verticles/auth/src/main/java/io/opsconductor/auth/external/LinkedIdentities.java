package io.opsconductor.auth.external;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.IdentityPage;
import io.opsconductor.contracts.auth.UserIdentity;
import io.opsconductor.contracts.users.ExternalUser;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Outbox;
import java.util.List;
import java.util.UUID;

/** Shows with which accounts of external directories users sign in, and takes them away. */
public final class LinkedIdentities {
  private final Db db;
  private final IdentityStore store;
  private final BusClient bus;
  private final Outbox outbox;
  private final Accounts accounts;

  public LinkedIdentities(Db db, BusClient bus, Outbox outbox, Accounts accounts) {
    this.db = db;
    this.store = new IdentityStore(db);
    this.bus = bus;
    this.outbox = outbox;
    this.accounts = accounts;
  }

  /** Serves the operations on them. */
  public void serve(OperationServer server) {
    server.serve(AuthOperations.LIST_IDENTITIES, this::own);
    server.serve(AuthOperations.UNLINK_IDENTITY, this::unlinkOwn);
    server.serve(AuthOperations.LIST_USER_IDENTITIES, this::ofUser);
    server.serve(AuthOperations.UNLINK_USER_IDENTITY, this::unlinkOfUser);
  }

  /**
   * Fails for a user whose password an external directory keeps.
   *
   * @throws OpsException {@code password_kept_elsewhere}
   */
  public void requirePasswordHere(UUID userId) {
    List<String> providers = store.providers(userId);
    if (!providers.isEmpty() && !accounts.hasPassword(userId)) {
      throw new OpsException(
          ErrorCode.PASSWORD_KEPT_ELSEWHERE,
          "The account has no password here: it is kept, and changed, in "
              + String.join(", ", providers));
    }
  }

  private IdentityPage own(Empty request, Call call) {
    return page(call.organizationId(), call.user().id());
  }

  private IdentityPage ofUser(IdRequest request, Call call) {
    accounts.requireOfOrganization(request.id(), call);
    return page(call.organizationId(), request.id());
  }

  private IdentityPage page(UUID organizationId, UUID userId) {
    return new IdentityPage(
        store.ofUser(organizationId, userId).stream().map(IdentityRow::toView).toList(), null);
  }

  private Empty unlinkOwn(IdRequest request, Call call) {
    UUID userId = call.user().id();
    IdentityRow row = find(request.id(), userId, call);
    if (isLastWayIn(store.ofUser(call.organizationId(), userId)) && !accounts.hasPassword(userId)) {
      throw lastWayIn();
    }
    takeGifts(row, call);
    db.transaction(
        tx -> {
          // Again, as another one may have been taken away meanwhile.
          if (isLastWayIn(store.lockOfUser(tx, call.organizationId(), userId))
              && !accounts.hasPassword(userId)) {
            throw lastWayIn();
          }
          store.remove(tx, row.id());
          outbox.add(
              tx, call, "identity.unlinked", "user", userId, ExternalSignIn.unlinked(row, "user"));
          return row;
        });
    return Empty.INSTANCE;
  }

  /** Also the last way in: who does it may as much as the user, and can give a password. */
  private Empty unlinkOfUser(UserIdentity request, Call call) {
    if (request.userId().equals(call.user().id())) {
      return unlinkOwn(new IdRequest(request.identityId()), call);
    }
    accounts.requireNoMoreThanOwn(request.userId(), call);
    IdentityRow row = find(request.identityId(), request.userId(), call);
    takeGifts(row, call);
    db.transaction(
        tx -> {
          store.remove(tx, row.id());
          outbox.add(
              tx,
              call,
              "identity.unlinked",
              "user",
              row.userId(),
              ExternalSignIn.unlinked(row, "administrator"));
          accounts.endSessions(tx, call, row.organizationId(), row.userId());
          return row;
        });
    return Empty.INSTANCE;
  }

  private static boolean isLastWayIn(List<IdentityRow> identities) {
    return identities.size() <= 1;
  }

  private static OpsException lastWayIn() {
    return new OpsException(
        ErrorCode.LAST_WAY_IN,
        "Without it you could not sign in any more; ask an administrator to take it away");
  }

  private IdentityRow find(UUID id, UUID userId, Call call) {
    return store.ofUser(call.organizationId(), userId).stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new OpsException(ErrorCode.NOT_FOUND, "There is no linked account " + id));
  }

  /** First, so that nothing is left that nobody would take away any more. */
  private void takeGifts(IdentityRow row, Call call) {
    try {
      bus.callAsService(
          UserOperations.APPLY_EXTERNAL,
          new ExternalUser(
              row.userId(),
              row.organizationId(),
              null,
              null,
              row.provider(),
              false,
              List.of(),
              List.of()),
          call);
    } catch (OpsException e) {
      if (!e.is(ErrorCode.NOT_FOUND)) {
        throw e;
      }
    }
  }
}
