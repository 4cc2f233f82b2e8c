package io.opsconductor.contracts.targets;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** A worker saw this key, before it sent any credential. */
public record ObserveHostKey(UUID organizationId, UUID targetId, String hostKey) {
  public ObserveHostKey {
    Checks.present(organizationId, "organizationId");
    Checks.present(targetId, "targetId");
    Checks.text(hostKey, "hostKey", 16 * 1024);
  }
}
