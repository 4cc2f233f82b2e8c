package io.opsconductor.contracts.secrets;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** A worker's request for the secret itself. */
public record ResolveCredential(LeaseRef lease, UUID credentialId, int version) {
  public ResolveCredential {
    Checks.present(lease, "lease");
    Checks.present(credentialId, "credentialId");
  }
}
