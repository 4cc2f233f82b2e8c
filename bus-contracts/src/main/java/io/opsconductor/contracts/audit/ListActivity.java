package io.opsconductor.contracts.audit;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.PageRequest;
import java.time.Instant;
import java.util.UUID;

/**
 * A part of what somebody of the caller's organization did, newest first.
 *
 * @param userId a user or service account; null for the caller
 * @param from only at this time and later; all when absent
 * @param to only before this time; all when absent
 * @param category only of this kind; all when absent
 */
public record ListActivity(
    UUID userId, Instant from, Instant to, ActivityCategory category, PageRequest page) {
  public ListActivity {
    page = page == null ? PageRequest.first() : page;
    if (from != null && to != null && !from.isBefore(to)) {
      throw Checks.invalid("to", "must be after from");
    }
  }
}
