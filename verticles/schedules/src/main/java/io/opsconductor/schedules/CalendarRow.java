package io.opsconductor.schedules;

import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.contracts.schedules.CalendarView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A calendar as it is in the database.
 *
 * @param sortKey of its name, in lists
 * @param usedBy names of schedules that follow it, at most 20
 */
record CalendarRow(
    UUID id,
    int version,
    String sortKey,
    CalendarInput definition,
    List<String> usedBy,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy) {
  CalendarRow {
    usedBy = List.copyOf(usedBy);
  }

  CalendarRow withoutFollowers() {
    return new CalendarRow(
        id, version, sortKey, definition, List.of(), createdAt, updatedAt, updatedBy);
  }

  CalendarView view() {
    return new CalendarView(
        id,
        version,
        definition.name(),
        definition.description(),
        definition.kind(),
        definition.zone(),
        definition.windows(),
        usedBy,
        createdAt,
        updatedAt,
        updatedBy);
  }

  /** What events tell of it. */
  Map<String, Object> facts() {
    return Map.of(
        "version", version,
        "name", definition.name(),
        "kind", definition.kind(),
        "zone", definition.zone(),
        "windows", definition.windows());
  }
}
