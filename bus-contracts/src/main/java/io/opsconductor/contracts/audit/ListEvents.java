package io.opsconductor.contracts.audit;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/**
 * A part of the events of the caller's organization, newest first.
 *
 * @param type only of this type; all when absent
 * @param resourceId only about this thing; all when absent
 */
public record ListEvents(PageRequest page, String type, UUID resourceId) {
  public ListEvents {
    page = page == null ? PageRequest.first() : page;
    if (type != null) {
      Checks.text(type, "type", 100);
    }
  }
}
