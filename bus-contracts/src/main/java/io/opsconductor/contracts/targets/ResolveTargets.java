package io.opsconductor.contracts.targets;

import io.opsconductor.contracts.Checks;

/**
 * Asks which targets a selection stands for now, in the caller's organization.
 *
 * @param permission that the caller must have on every one of them, for example {@code target:run};
 *     null when it is enough to know of them
 * @param ofJob whether all targets are meant, also those that the caller may not read: a job runs
 *     on its targets or not at all
 */
public record ResolveTargets(TargetSelection selection, String permission, boolean ofJob) {
  public ResolveTargets(TargetSelection selection) {
    this(selection, null, false);
  }

  public ResolveTargets {
    Checks.present(selection, "selection");
  }
}
