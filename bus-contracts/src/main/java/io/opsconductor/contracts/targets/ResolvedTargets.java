package io.opsconductor.contracts.targets;

import java.util.List;
import java.util.UUID;

/**
 * At least one target, by name in ascending order for a selector, in the order given for ids.
 *
 * @param credentialIds what they sign in with, when a permission was asked for; else empty
 */
public record ResolvedTargets(List<TargetRef> targets, List<UUID> credentialIds) {
  public ResolvedTargets(List<TargetRef> targets) {
    this(targets, List.of());
  }

  public ResolvedTargets {
    targets = List.copyOf(targets);
    credentialIds = credentialIds == null ? List.of() : List.copyOf(credentialIds);
  }
}
