package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.ScheduleSpec;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cron as structured values, which are written out for the engine and matched here one by one.
 *
 * @param seconds null for five fields
 * @param days that were tried before
 */
record OracleCron(
    Field seconds,
    Field minutes,
    Field hours,
    Field daysOfMonth,
    Field months,
    Field daysOfWeek,
    String zone,
    Map<LocalDate, Boolean> days)
    implements OracleSpec.ByTheClock {

  /** Whether an item holds for a value; the date matters for days alone. */
  interface Item {
    boolean matches(int value, LocalDate date);
  }

  record Written(String text, Item item) {}

  /** Its values are tried one by one, once. */
  static final class Field {
    private final List<Written> items;
    private boolean[] values;

    Field(List<Written> items) {
      this.items = items;
    }

    List<Written> items() {
      return items;
    }

    String text() {
      return items.stream().map(Written::text).collect(Collectors.joining(","));
    }

    boolean matches(int value, LocalDate date) {
      return items.stream().anyMatch(written -> written.item().matches(value, date));
    }

    /** Where dates do not matter. */
    boolean matches(int value) {
      if (values == null) {
        values = new boolean[60];
        for (int i = 0; i < values.length; i++) {
          values[i] = matches(i, null);
        }
      }
      return values[value];
    }

    boolean free() {
      return text().startsWith("*") || text().equals("?");
    }
  }

  @Override
  public ScheduleSpec spec() {
    String five =
        String.join(
            " ",
            minutes.text(),
            hours.text(),
            daysOfMonth.text(),
            months.text(),
            daysOfWeek.text());
    return new ScheduleSpec.Cron(seconds == null ? five : seconds.text() + " " + five, zone);
  }

  @Override
  public boolean matches(LocalDateTime local) {
    LocalDate date = local.toLocalDate();
    return (seconds == null ? local.getSecond() == 0 : seconds.matches(local.getSecond()))
        && minutes.matches(local.getMinute())
        && hours.matches(local.getHour())
        && months.matches(local.getMonthValue())
        && days.computeIfAbsent(date, this::day);
  }

  private boolean day(LocalDate date) {
    boolean ofMonth = daysOfMonth.matches(date.getDayOfMonth(), date);
    boolean ofWeek = daysOfWeek.matches(date.getDayOfWeek().getValue() % 7, date);
    if (daysOfMonth.free() || daysOfWeek.free()) {
      return ofMonth && ofWeek;
    }
    return ofMonth || ofWeek;
  }

  @Override
  public boolean everyHour() {
    return IntStream.range(0, 24).allMatch(hours::matches);
  }

  @Override
  public boolean everySoManyMinutes() {
    return minutes.items().stream().anyMatch(item -> item.text().matches("[*].*|0/.*|0-59.*"));
  }

  static Item plain(int from, int to, int step, int least, int greatest) {
    return (value, date) -> {
      int at = from;
      int steps = 0;
      while (true) {
        if (at == value && steps % step == 0) {
          return true;
        }
        if (at == to) {
          return false;
        }
        at = at == greatest ? least : at + 1;
        steps++;
      }
    };
  }

  static Item beforeLast(int days) {
    return (value, date) -> value + days == date.lengthOfMonth();
  }

  static Item lastWorkday() {
    return (value, date) -> {
      LocalDate day = date.withDayOfMonth(date.lengthOfMonth());
      while (!works(day)) {
        day = day.minusDays(1);
      }
      return day.equals(date);
    };
  }

  static Item nearestWorkday(int wanted) {
    return (value, date) -> {
      if (wanted > date.lengthOfMonth()) {
        return false;
      }
      int best = 0;
      for (int day = 1; day <= date.lengthOfMonth(); day++) {
        boolean nearer = best == 0 || Math.abs(day - wanted) < Math.abs(best - wanted);
        if (works(date.withDayOfMonth(day)) && nearer) {
          best = day;
        }
      }
      return best == value;
    };
  }

  static Item nth(int weekday, int nth) {
    return (value, date) -> {
      int count = 0;
      for (int day = 1; day <= date.getDayOfMonth(); day++) {
        count += date.withDayOfMonth(day).getDayOfWeek().getValue() % 7 == weekday % 7 ? 1 : 0;
      }
      return value == weekday % 7 && count == nth;
    };
  }

  static Item last(int weekday) {
    return (value, date) ->
        value == weekday % 7 && !date.plusDays(7).getMonth().equals(date.getMonth());
  }

  private static boolean works(LocalDate date) {
    return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
  }
}
