package io.opsconductor.contracts.schedules;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.opsconductor.contracts.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Asks when something would be due.
 *
 * @param id a saved schedule, of which alone count and from are given; null for one that is not
 * @param spec null with an id
 * @param count how many due times, 1 to 1,000; 10 when absent
 * @param from none before is told; now when absent
 */
public record PreviewSchedule(
    UUID id,
    ScheduleSpec spec,
    DstSpec dst,
    List<String> calendars,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Duration jitter,
    Instant startAt,
    Instant endAt,
    Integer count,
    Instant from) {
  public static final int DEFAULT_COUNT = 10;

  public PreviewSchedule {
    if ((id == null) == (spec == null)) {
      throw Checks.invalid("spec", "is missing");
    }
    calendars = ScheduleInput.checkedCalendars(calendars);
    jitter = ScheduleInput.checkedJitter(jitter);
    Instants.require(startAt, "startAt");
    Instants.require(endAt, "endAt");
    Instants.require(from, "from");
    count = count == null ? DEFAULT_COUNT : (int) Checks.range(count, "count", 1, 1000);
  }
}
