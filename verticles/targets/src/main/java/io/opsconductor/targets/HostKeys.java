package io.opsconductor.targets;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.targets.HostKeyPolicy;
import io.opsconductor.contracts.targets.HostKeyVerdict;
import io.opsconductor.contracts.targets.ObserveHostKey;
import io.opsconductor.contracts.targets.SetHostKey;
import io.opsconductor.contracts.targets.TargetView;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides which key of a host is trusted.
 *
 * <pre>
 * none --first seen, trust_first_use--> recorded      none --seen, strict--> refused
 * none --given by a person------------> recorded      recorded --another seen--> refused
 * recorded --given by a person--> recorded            recorded --address changed--> none
 * </pre>
 */
final class HostKeys {
  private final Db db;
  private final Outbox outbox;
  private final CredentialClaims credentials;
  private final TargetAccess access;

  HostKeys(Db db, Outbox outbox, CredentialClaims credentials, TargetAccess access) {
    this.db = db;
    this.outbox = outbox;
    this.credentials = credentials;
    this.access = access;
  }

  HostKeyVerdict observe(ObserveHostKey request, Call call) {
    HostKeyText seen = HostKeyText.parse(request.hostKey());
    UUID organizationId = request.organizationId();
    TargetView known = known(new TargetStore(db).get(organizationId, request.targetId()), request);
    if (seen.text().equals(known.hostKey())) {
      return new HostKeyVerdict(true, known.hostKey());
    }
    return db.transaction(
        tx -> {
          TargetView locked =
              known(new TargetStore(tx).lock(organizationId, request.targetId()), request);
          return decide(tx, organizationId, locked, seen);
        });
  }

  private static TargetView known(Optional<TargetView> target, ObserveHostKey request) {
    return target.orElseThrow(() -> ShowTargets.unknown(request.targetId()));
  }

  private HostKeyVerdict decide(Tx tx, UUID organizationId, TargetView known, HostKeyText seen) {
    if (seen.text().equals(known.hostKey())) {
      return new HostKeyVerdict(true, known.hostKey());
    }
    boolean first =
        known.hostKey() == null && known.hostKeyPolicy() == HostKeyPolicy.TRUST_FIRST_USE;
    if (first && new TargetStore(tx).pinHostKey(organizationId, known.id(), seen)) {
      HostKeyEvents.pinned(outbox, tx, organizationId, known, seen.fingerprint());
      return new HostKeyVerdict(true, seen.text());
    }
    HostKeyEvents.refused(outbox, tx, organizationId, known, seen.fingerprint());
    return new HostKeyVerdict(false, known.hostKey());
  }

  /** Whoever has another key accepted decides which machine is shown the credential. */
  TargetView set(SetHostKey request, Call call) {
    HostKeyText key = HostKeyText.parse(request.hostKey());
    TargetAccess.Allowed write = access.to("target:write", call);
    TargetStore store = new TargetStore(db);
    write.require(store, request.id());
    TargetView known = known(store.get(call.organizationId(), request.id()), request);
    if (!key.text().equals(known.hostKey())) {
      credentials.requireUse(known.credentialId(), call);
    }
    return db.transaction(tx -> set(tx, request, key, known, write, call));
  }

  private TargetView set(
      Tx tx,
      SetHostKey request,
      HostKeyText key,
      TargetView known,
      TargetAccess.Allowed write,
      Call call) {
    TargetStore store = new TargetStore(tx);
    TargetView before = known(store.lock(call.organizationId(), request.id()), request);
    write.require(store, request.id());
    if (key.text().equals(before.hostKey())) {
      return before;
    }
    if (!before.credentialId().equals(known.credentialId()) || key.text().equals(known.hostKey())) {
      throw new OpsException(ErrorCode.CONFLICT, "The target was changed meanwhile; try again");
    }
    store.setHostKey(call.organizationId(), request.id(), key);
    HostKeyEvents.accepted(outbox, tx, call, before, key.fingerprint());
    return store.get(call.organizationId(), request.id()).orElseThrow();
  }

  private static TargetView known(Optional<TargetView> target, SetHostKey request) {
    return target.orElseThrow(() -> ShowTargets.unknown(request.id()));
  }
}
