package io.opsconductor.secrets;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.secrets.CredentialView;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Deletes a credential that nothing uses.
 *
 * <p>Who uses it is another service's knowledge, so it is first marked: from then on targets cannot
 * begin to use it. Then targets are asked, who also name what they are about to write. A mark that
 * its process left behind ends by itself; a later deletion takes a mark over, and the earlier one
 * then deletes nothing.
 */
final class DeleteCredential {
  private static final Duration MARK = Duration.ofSeconds(30);

  private final Db db;
  private final Outbox outbox;
  private final BusClient bus;
  private final CredentialAccess access;

  DeleteCredential(Db db, Outbox outbox, BusClient bus, CredentialAccess access) {
    this.db = db;
    this.outbox = outbox;
    this.bus = bus;
    this.access = access;
  }

  Empty delete(IdRequest request, Call call) {
    UUID id = request.id();
    CredentialAccess.Allowed write = access.to("credential:write", call);
    write.require(new CredentialStore(db), id);
    UUID organizationId = call.organizationId();
    UUID deletionId = Ids.next();
    CredentialStore store = new CredentialStore(db);
    CredentialView credential =
        store
            .markDeletion(organizationId, id, deletionId, MARK)
            .flatMap(name -> store.get(organizationId, id))
            .orElseThrow(() -> ShowCredentials.unknown(id));
    boolean deleted = false;
    try {
      refuseIfUsed(credential.name(), request, call);
      deleteMarked(call, write, deletionId, credential);
      deleted = true;
    } finally {
      if (!deleted) {
        store.unmarkDeletion(organizationId, id, deletionId);
      }
    }
    return Empty.INSTANCE;
  }

  private void refuseIfUsed(String name, IdRequest request, Call call) {
    List<String> uses = bus.callAsService(TargetOperations.CREDENTIAL_USES, request, call).names();
    if (!uses.isEmpty()) {
      throw new OpsException(
          ErrorCode.CREDENTIAL_IN_USE,
          "The credential " + name + " is used by " + String.join(", ", uses));
    }
  }

  private void deleteMarked(
      Call call, CredentialAccess.Allowed write, UUID deletionId, CredentialView credential) {
    UUID id = credential.id();
    db.transaction(
        tx -> {
          CredentialStore store = new CredentialStore(tx);
          store.lock(call.organizationId(), id);
          write.require(store, id);
          if (!store.delete(call.organizationId(), id, deletionId)) {
            throw new OpsException(
                ErrorCode.CONFLICT,
                "The credential " + credential.name() + " is being deleted by another request");
          }
          Change gone =
              Change.removed(CredentialFacts.of(credential)).with("name", credential.name());
          outbox.add(tx, call, "credential.deleted", "credential", id, gone.data());
          return Empty.INSTANCE;
        });
  }
}
