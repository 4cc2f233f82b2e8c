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
      throw Checks.invalid("ids", "or a selector must be given, and not both");
    }
    if (ids != null) {
      Checks.range(ids.size(), "ids", 1, 10_000);
      ids = List.copyOf(new LinkedHashSet<>(ids));
    } else {
      Checks.text(selector, "selector", 4096);
    }
  }
}
