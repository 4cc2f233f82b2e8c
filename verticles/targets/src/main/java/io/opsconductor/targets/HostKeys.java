package io.opsconductor.targets;

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
  private final TargetAccess access;

  HostKeys(Db db, Outbox outbox, TargetAccess access) {
    this.db = db;
    this.outbox = outbox;
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

  TargetView set(SetHostKey request, Call call) {
    HostKeyText key = HostKeyText.parse(request.hostKey());
    UUID organizationId = call.organizationId();
    access.require(new TargetStore(db), call, request.id(), "target:write");
    return db.transaction(
        tx -> {
          TargetStore store = new TargetStore(tx);
          TargetView before =
              store
                  .lock(organizationId, request.id())
                  .orElseThrow(() -> ShowTargets.unknown(request.id()));
          if (key.text().equals(before.hostKey())) {
            return before;
          }
          store.setHostKey(organizationId, request.id(), key);
          HostKeyEvents.accepted(outbox, tx, call, before, key.fingerprint());
          return store.get(organizationId, request.id()).orElseThrow();
        });
  }
}
