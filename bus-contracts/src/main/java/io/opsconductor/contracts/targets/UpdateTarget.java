package io.opsconductor.contracts.targets;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * Replaces what a person wrote of a target. The recorded host key stays unless one is given or the
 * address changes.
 */
public record UpdateTarget(UUID id, TargetInput target) {
  public UpdateTarget {
    Checks.present(id, "id");
    Checks.present(target, "target");
  }
}
