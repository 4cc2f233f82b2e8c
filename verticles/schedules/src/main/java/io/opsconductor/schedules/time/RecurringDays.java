package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.ScheduleSpec;
import io.opsconductor.contracts.schedules.Weekday;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The days of recurring specifications. */
final class RecurringDays {
  private RecurringDays() {}

  static DayRule of(ScheduleSpec.Recurring spec) {
    DayRule days =
        switch (spec.frequency()) {
          case DAILY -> new Daily(since(spec), spec.every());
          case WEEKLY -> new Weekly(Math.floorDiv(since(spec) + 3, 7), spec.every(), bits(spec));
          case MONTHLY -> new Monthly(spec);
        };
    return spec.since() == null ? days : new Since(since(spec), days);
  }

  static DayOfWeek dayOfWeek(Weekday weekday) {
    return switch (weekday) {
      case MON -> DayOfWeek.MONDAY;
      case TUE -> DayOfWeek.TUESDAY;
      case WED -> DayOfWeek.WEDNESDAY;
      case THU -> DayOfWeek.THURSDAY;
      case FRI -> DayOfWeek.FRIDAY;
      case SAT -> DayOfWeek.SATURDAY;
      case SUN -> DayOfWeek.SUNDAY;
    };
  }

  private static long since(ScheduleSpec.Recurring spec) {
    return spec.since() == null ? 0 : spec.since().toEpochDay();
  }

  private static int bits(ScheduleSpec.Recurring spec) {
    return spec.weekdays().stream()
        .mapToInt(day -> 1 << (dayOfWeek(day).getValue() - 1))
        .reduce(0, (a, b) -> a | b);
  }

  private record Since(long day, DayRule days) implements DayRule {
    @Override
    public long firstFrom(long epochDay) {
      return days.firstFrom(Math.max(day, epochDay));
    }
  }

  private record Daily(long since, int every) implements DayRule {
    @Override
    public long firstFrom(long epochDay) {
      return since + Math.ceilDiv(epochDay - since, every) * every;
    }
  }

  /**
   * @param since the week counted from; week 0 begins on Monday 1969-12-29
   * @param bits of weekdays, Monday first
   */
  private record Weekly(long since, int every, int bits) implements DayRule {
    @Override
    public long firstFrom(long epochDay) {
      long week = Math.floorDiv(epochDay + 3, 7);
      long counted = since + Math.ceilDiv(week - since, every) * every;
      int rest = week == counted ? bits & (-1 << Math.floorMod(epochDay + 3, 7)) : bits;
      if (rest == 0) {
        counted += every;
        rest = bits;
      }
      return counted * 7 - 3 + Integer.numberOfTrailingZeros(rest);
    }
  }

  private static final class Monthly extends MonthDays {
    private static final YearMonth ANY = YearMonth.of(1970, 1);

    private final YearMonth since;
    private final int every;
    private final int day;
    private final List<DaySpecial> specials;

    Monthly(ScheduleSpec.Recurring spec) {
      LocalDate first = spec.since();
      since = first == null ? ANY : YearMonth.from(first);
      every = spec.every();
      day = spec.day() == null || spec.day() < 0 ? 0 : spec.day();
      specials = day > 0 ? List.of() : List.of(special(spec));
    }

    private static DaySpecial special(ScheduleSpec.Recurring spec) {
      if (spec.week() == null) {
        return new DaySpecial.BeforeLast(0);
      }
      DayOfWeek weekday = dayOfWeek(spec.weekdays().getFirst());
      return spec.week() < 0
          ? new DaySpecial.Last(weekday)
          : new DaySpecial.Nth(weekday, spec.week());
    }

    @Override
    boolean counts(YearMonth month) {
      return Math.floorMod(ChronoUnit.MONTHS.between(since, month), every) == 0;
    }

    @Override
    long daysOf(YearMonth month) {
      long days = 1L << day;
      for (DaySpecial special : specials) {
        days |= 1L << special.dayIn(month);
      }
      return days & all(month);
    }
  }
}
