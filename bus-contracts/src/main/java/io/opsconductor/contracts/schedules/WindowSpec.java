package io.opsconductor.contracts.schedules;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.opsconductor.contracts.Checks;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A stretch of time by the clock of the calendar's zone; its beginning belongs to it, its end not.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WindowSpec.Absolute.class, name = "absolute"),
  @JsonSubTypes.Type(value = WindowSpec.Weekly.class, name = "weekly"),
  @JsonSubTypes.Type(value = WindowSpec.Days.class, name = "days")
})
public sealed interface WindowSpec {

  /** Once, for example a change freeze. */
  record Absolute(LocalDateTime from, LocalDateTime to) implements WindowSpec {
    public Absolute {
      Checks.present(from, "from");
      Checks.present(to, "to");
      if (!from.isBefore(to)) {
        throw Checks.invalid("to", "must be after from, got %s and %s".formatted(from, to));
      }
    }
  }

  /**
   * Each week.
   *
   * @param weekdays on which it begins; every day when absent
   * @param from {@code HH:mm} or {@code HH:mm:ss}
   * @param to the same, or {@code 24:00}; on the next day when it is not after {@code from}
   */
  record Weekly(List<Weekday> weekdays, String from, String to) implements WindowSpec {
    public Weekly {
      weekdays = weekdays == null ? List.of() : List.copyOf(weekdays);
      ClockTimes.requireInWindow(from, "from");
      ClockTimes.requireInWindow(to, "to");
      if ("24:00".equals(from)) {
        throw Checks.invalid("from", "must be before the end of the day");
      }
    }
  }

  /**
   * Whole days.
   *
   * @param days {@code 2026-12-24}, or {@code 12-24} for each year; 1 to 400
   */
  record Days(List<String> days) implements WindowSpec {
    private static final Pattern FORM =
        Pattern.compile("([0-9]{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");

    public Days {
      days = List.copyOf(Checks.present(days, "days"));
      Checks.range(days.size(), "days", 1, 400);
      for (String day : days) {
        if (!FORM.matcher(day).matches()) {
          throw Checks.invalid("days", "must be such as 2026-12-24, or 12-24, got " + day);
        }
      }
    }
  }
}
