package io.opsconductor.secrets;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.secrets.CredentialInput;
import io.opsconductor.contracts.secrets.CredentialView;
import io.opsconductor.contracts.secrets.UpdateCredential;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Makes credentials, and new versions of them. A secret is never changed, only followed by one. */
final class WriteCredential {
  private final Db db;
  private final Outbox outbox;
  private final Vault vault;
  private final KeyReader keys;
  private final CredentialAccess access;

  WriteCredential(Db db, Outbox outbox, Vault vault, KeyReader keys, CredentialAccess access) {
    this.db = db;
    this.outbox = outbox;
    this.vault = vault;
    this.keys = keys;
    this.access = access;
  }

  CredentialView create(CredentialInput input, Call call) {
    String fingerprint = fingerprint(input);
    VersionKey key = new VersionKey(call.organizationId(), Ids.next(), 1);
    CredentialAccess.Allowed allowed = access.to("credential:write", call);
    return write(
        input,
        tx -> {
          new CredentialStore(tx).add(key.organizationId(), key.credentialId(), input.name());
          CredentialView made = addVersion(tx, allowed, key, input, fingerprint);
          tell(tx, call, "credential.created", made, Change.made(CredentialFacts.of(made)));
          return made;
        });
  }

  CredentialView update(UpdateCredential request, Call call) {
    CredentialInput input = request.credential();
    UUID organizationId = call.organizationId();
    CredentialAccess.Allowed allowed = access.to("credential:write", call);
    allowed.require(new CredentialStore(db), request.id());
    requireKnown(new CredentialStore(db), request, call);
    String fingerprint = fingerprint(input);
    return write(
        input,
        tx -> {
          CredentialStore store = new CredentialStore(tx);
          store.lock(organizationId, request.id());
          CredentialView before = requireKnown(store, request, call);
          allowed.require(store, request.id());
          int version =
              store
                  .nextVersion(organizationId, request.id(), input.name())
                  .orElseThrow(WriteCredential::beingDeleted);
          VersionKey key = new VersionKey(organizationId, request.id(), version);
          CredentialView after = addVersion(tx, allowed, key, input, fingerprint);
          Change change = Change.of(CredentialFacts.of(before), CredentialFacts.of(after));
          tell(tx, call, "credential.updated", after, change.with("secret", "replaced"));
          return after;
        });
  }

  /** Null for a password. */
  private String fingerprint(CredentialInput input) {
    return switch (input.type()) {
      case SSH_KEY -> keys.fingerprint(input.privateKey(), input.passphrase());
      case PASSWORD -> null;
    };
  }

  private CredentialView write(CredentialInput input, Function<Tx, CredentialView> work) {
    try {
      return db.transaction(work);
    } catch (RuntimeException e) {
      if (DatabaseErrors.violatedUnique(e).isPresent()) {
        throw new OpsException(
            ErrorCode.CREDENTIAL_NAME_TAKEN, "Another credential has the name " + input.name());
      }
      throw e;
    }
  }

  private CredentialView addVersion(
      Tx tx,
      CredentialAccess.Allowed allowed,
      VersionKey key,
      CredentialInput input,
      String fingerprint) {
    CredentialStore store = new CredentialStore(tx);
    store.addVersion(key, input, fingerprint, vault.seal(key, input));
    allowed.requireWritten(store, key.credentialId());
    return store.get(key.organizationId(), key.credentialId()).orElseThrow();
  }

  /** The version is told of even where nothing else shows that the secret is another. */
  private void tell(Tx tx, Call call, String event, CredentialView credential, Change change) {
    Map<String, Object> data =
        change.with("name", credential.name()).with("version", credential.version()).data();
    outbox.add(tx, call, event, "credential", credential.id(), data);
  }

  private static CredentialView requireKnown(
      CredentialStore store, UpdateCredential request, Call call) {
    return store
        .get(call.organizationId(), request.id())
        .orElseThrow(() -> ShowCredentials.unknown(request.id()));
  }

  private static OpsException beingDeleted() {
    return new OpsException(
        ErrorCode.CONFLICT, "The credential is being deleted; try again if that is refused");
  }
}
