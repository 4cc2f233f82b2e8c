package io.opsconductor.contracts.schedules;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.opsconductor.contracts.Checks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** When something is due. Times are those of a clock in {@code zone}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ScheduleSpec.Cron.class, name = "cron"),
  @JsonSubTypes.Type(value = ScheduleSpec.Interval.class, name = "interval"),
  @JsonSubTypes.Type(value = ScheduleSpec.Recurring.class, name = "recurring"),
  @JsonSubTypes.Type(value = ScheduleSpec.Once.class, name = "once")
})
public sealed interface ScheduleSpec {
  String UTC = "UTC";
  int MAX_EXPRESSION = 256;
  int MAX_ZONE = 64;

  /** A zone of the IANA database such as {@code Europe/Berlin}, or UTC; UTC when absent. */
  String zone();

  /**
   * A cron expression.
   *
   * @param expression five fields, six with seconds first, or a name such as {@code @daily}
   */
  record Cron(String expression, String zone) implements ScheduleSpec {
    public Cron {
      Checks.text(expression, "expression", MAX_EXPRESSION);
      zone = checkedZone(zone);
    }
  }

  /**
   * Every so often in real time, counted from the anchor, so that it never drifts.
   *
   * @param every 1 second to 366 days, in whole seconds
   * @param anchor when one is due, whether in the past or in the future; the time at which the
   *     schedule is first saved when absent
   * @param zone in which its times are shown; changes nothing else
   */
  record Interval(
      @JsonFormat(shape = JsonFormat.Shape.STRING) Duration every, Instant anchor, String zone)
      implements ScheduleSpec {
    public Interval {
      Checks.present(every, "every");
      Durations.require(every, "every", Duration.ofSeconds(1), Duration.ofDays(366));
      if (every.toNanosPart() != 0) {
        throw Checks.invalid("every", "must be whole seconds, got " + every);
      }
      Instants.require(anchor, "anchor");
      zone = checkedZone(zone);
    }
  }

  /**
   * On days of the calendar, at times of the clock.
   *
   * @param times {@code HH:mm} or {@code HH:mm:ss}, 1 to 48
   * @param every every so many days, weeks or months, counted from {@code since}; 1 when absent
   * @param since the first day, from whose day, week (from Monday) or month is counted; must be
   *     there when {@code every} is more than 1
   * @param weekdays of {@code weekly}: one at least; of {@code monthly} with {@code week}: one
   * @param day of {@code monthly}: 1 to 31, or -1 for the last day; months without it are passed
   *     over
   * @param week of {@code monthly}: which of the weekdays in a month, 1 to 5, or -1 for the last
   */
  record Recurring(
      Frequency frequency,
      List<String> times,
      Integer every,
      LocalDate since,
      List<Weekday> weekdays,
      Integer day,
      Integer week,
      String zone)
      implements ScheduleSpec {
    private static final int MAX_TIMES = 48;

    public Recurring {
      Checks.present(frequency, "frequency");
      times = List.copyOf(Checks.present(times, "times"));
      Checks.range(times.size(), "times", 1, MAX_TIMES);
      times.forEach(ClockTimes::require);
      every = every == null ? 1 : (int) Checks.range(every, "every", 1, 1000);
      if (every > 1 && since == null) {
        throw Checks.invalid("since", "must be there when every is more than 1");
      }
      weekdays = weekdays == null ? List.of() : List.copyOf(weekdays);
      switch (frequency) {
        case DAILY -> requireNone(!weekdays.isEmpty() || day != null || week != null);
        case WEEKLY -> {
          Checks.range(weekdays.size(), "weekdays", 1, 7);
          requireNone(day != null || week != null);
        }
        case MONTHLY -> requireMonthly(weekdays, day, week);
      }
      zone = checkedZone(zone);
    }

    private static void requireNone(boolean more) {
      if (more) {
        throw Checks.invalid(
            "frequency", "daily takes neither weekdays nor day nor week, weekly only weekdays");
      }
    }

    private static void requireMonthly(List<Weekday> weekdays, Integer day, Integer week) {
      if ((day == null) == (week == null)) {
        throw Checks.invalid("day", "or week must be given with monthly, and not both");
      }
      if (day != null && (day < -1 || day == 0 || day > 31)) {
        throw Checks.invalid("day", "must be 1 to 31, or -1 for the last day, got " + day);
      }
      if (week != null && (week < -1 || week == 0 || week > 5)) {
        throw Checks.invalid("week", "must be 1 to 5, or -1 for the last, got " + week);
      }
      if (weekdays.size() != (week == null ? 0 : 1)) {
        throw Checks.invalid("weekdays", "must be one with week, and none with day");
      }
    }
  }

  /**
   * Once.
   *
   * @param at an instant such as {@code 2026-12-01T02:30:00Z}, or a clock time such as {@code
   *     2026-12-01T02:30} in the zone
   */
  record Once(String at, String zone) implements ScheduleSpec {
    public Once {
      Checks.text(at, "at", 64);
      zone = checkedZone(zone);
    }
  }

  private static String checkedZone(String zone) {
    return zone == null ? UTC : Checks.text(zone, "zone", MAX_ZONE);
  }
}
