package io.opsconductor.contracts.targets;

import java.util.List;

/** At least one target, by name in ascending order for a selector, in the order given for ids. */
public record ResolvedTargets(List<TargetRef> targets) {
  public ResolvedTargets {
    targets = List.copyOf(targets);
  }
}
