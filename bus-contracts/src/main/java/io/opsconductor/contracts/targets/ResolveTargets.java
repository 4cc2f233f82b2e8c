package io.opsconductor.contracts.targets;

import io.opsconductor.contracts.Checks;

/** Asks which targets a selection stands for now, in the caller's organization. */
public record ResolveTargets(TargetSelection selection) {
  public ResolveTargets {
    Checks.present(selection, "selection");
  }
}
