package io.opsconductor.contracts.targets;

import io.opsconductor.contracts.Checks;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/**
 * Which targets: either by id or by selector.
 *
 * @param ids at most 10,000; each counts once
 * @param selector for example {@code env=prod and role in (web,api)}
 */
public record TargetSelection(List<UUID> ids, String selector) {
  public TargetSelection {
    if ((ids == null) == (selector == null)) {
      throw Checks.invalid("targets", "must have either ids or a selector");
    }
    if (ids != null) {
      Checks.range(ids.size(), "targets/ids", 1, 10_000);
      ids = List.copyOf(new LinkedHashSet<>(ids));
    } else {
      Checks.text(selector, "targets/selector", 4096);
    }
  }
}
