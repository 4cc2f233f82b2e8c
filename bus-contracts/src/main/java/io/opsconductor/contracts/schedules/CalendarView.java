package io.opsconductor.contracts.schedules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A calendar as shown.
 *
 * @param version counts its changes, from 1
 * @param usedBy names of schedules that follow it, at most 20
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CalendarView(
    UUID id,
    int version,
    String name,
    String description,
    CalendarKind kind,
    String zone,
    List<WindowSpec> windows,
    List<String> usedBy,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy) {
  public CalendarView {
    windows = List.copyOf(windows);
    usedBy = List.copyOf(usedBy);
  }
}
