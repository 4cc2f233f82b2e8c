package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/**
 * Asks what became of the due times of a schedule.
 *
 * @param state only those; null for all
 */
public record ListFires(UUID id, PageRequest page, FireState state) {
  public ListFires {
    Checks.present(id, "id");
    page = page == null ? PageRequest.first() : page;
  }
}
