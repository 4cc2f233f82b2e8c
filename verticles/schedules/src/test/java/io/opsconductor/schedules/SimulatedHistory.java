package io.opsconductor.schedules;

import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.contracts.schedules.ScheduleInput;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What each schedule was, from when on: what people did, as far as it was committed. */
final class SimulatedHistory {
  private static final String READ =
      """
      SELECT s.id, s.version, s.definition::text AS definition, s.anchor, s.paused_at, s.paused_until,
        s.enabled AND s.stopped_reason IS NULL AND s.deleted_at IS NULL AS active,
        s.deleted_at IS NOT NULL AS deleted,
        COALESCE((SELECT json_agg(c.definition ORDER BY c.id) FROM schedule_calendars sc
                  JOIN calendars c ON c.id = sc.calendar_id WHERE sc.schedule_id = s.id), '[]')::text
          AS calendars
      FROM schedules s WHERE s.id = COALESCE(?, s.id)
      """;

  /**
   * What a schedule was for a time.
   *
   * @param active whether it was switched on, and could run
   * @param pausedAt null when it was not paused
   */
  record Epoch(
      Instant from,
      int version,
      ScheduleInput definition,
      Instant anchor,
      List<CalendarInput> calendars,
      boolean active,
      boolean deleted,
      Instant pausedAt,
      Instant pausedUntil) {
    boolean isPausedAt(Instant due) {
      return pausedAt != null
          && !due.isBefore(pausedAt)
          && (pausedUntil == null || due.isBefore(pausedUntil));
    }
  }

  final Map<UUID, List<Epoch>> epochs = new LinkedHashMap<>();
  private final SimulatedDatabase database;

  SimulatedHistory(SimulatedDatabase database) {
    this.database = database;
  }

  /** What it is now; null when it is not there. */
  Epoch last(UUID id) {
    List<Epoch> known = epochs.get(id);
    return known == null ? null : known.getLast();
  }

  /** Those that are there. */
  List<UUID> alive() {
    return epochs.keySet().stream().filter(id -> !last(id).deleted()).toList();
  }

  /** Reads what has become of a schedule; of all when there is no id. */
  void read(UUID id, Instant now) {
    database.list(
        READ,
        row -> {
          UUID one = row.getObject("id", UUID.class);
          List<Epoch> known = epochs.computeIfAbsent(one, key -> new ArrayList<>());
          Epoch epoch = epoch(row, now);
          boolean same =
              !known.isEmpty()
                  && known.getLast().version() == epoch.version()
                  && known.getLast().active() == epoch.active();
          if (!same) {
            known.add(epoch);
          }
          return one;
        },
        id);
  }

  private static Epoch epoch(ResultSet row, Instant now) throws SQLException {
    return new Epoch(
        now,
        row.getInt("version"),
        Wire.decode(row.getString("definition"), ScheduleInput.class),
        instant(row, "anchor"),
        List.of(Wire.decode(row.getString("calendars"), CalendarInput[].class)),
        row.getBoolean("active"),
        row.getBoolean("deleted"),
        instant(row, "paused_at"),
        instant(row, "paused_until"));
  }

  /** Null of null. */
  static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
