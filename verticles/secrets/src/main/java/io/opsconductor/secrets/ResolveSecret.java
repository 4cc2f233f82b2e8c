package io.opsconductor.secrets;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.secrets.CredentialMaterial;
import io.opsconductor.contracts.secrets.LeaseGrant;
import io.opsconductor.contracts.secrets.LeaseRef;
import io.opsconductor.contracts.secrets.ResolveCredential;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;

/**
 * Gives a secret away: to a worker whose lease is live by the word of the service that gave it, for
 * the one credential that the leased work needs. That it was read is recorded before it is given.
 */
final class ResolveSecret {
  private final CredentialStore store;
  private final BusClient bus;
  private final Vault vault;
  private final ReadStore reads;

  ResolveSecret(Db db, BusClient bus, Vault vault, ReadStore reads) {
    this.store = new CredentialStore(db);
    this.bus = bus;
    this.vault = vault;
    this.reads = reads;
  }

  CredentialMaterial resolve(ResolveCredential request, Call call) {
    LeaseGrant grant = bus.callAsService(issuer(request.lease()), request.lease(), call);
    if (!grant.live() || !request.credentialId().equals(grant.credentialId())) {
      throw refused();
    }
    VersionKey key =
        new VersionKey(grant.organizationId(), request.credentialId(), request.version());
    Sealed sealed =
        store.sealed(key).orElseThrow(() -> ShowCredentials.unknown(request.credentialId()));
    CredentialMaterial material = vault.open(key, sealed);
    reads.record(key, request.lease(), grant, call.correlationId());
    return material;
  }

  private static Operation<LeaseRef, LeaseGrant> issuer(LeaseRef lease) {
    return switch (lease.issuer()) {
      case "executions" -> ExecutionOperations.VERIFY_LEASE;
      case "targets" -> TargetOperations.VERIFY_LEASE;
      default -> throw refused();
    };
  }

  private static OpsException refused() {
    return new OpsException(
        ErrorCode.NO_LIVE_LEASE, "The worker holds no live lease that needs this credential");
  }
}
