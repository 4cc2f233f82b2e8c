package io.opsconductor.schedules.time;

/**
 * Clock times on days of the calendar, whatever the zone, told as seconds since 1970-01-01T00:00 of
 * the clock.
 */
record LocalTimes(DayRule days, ClockRule clock) {
  static final long NEVER = Long.MAX_VALUE;

  private static final int DAY = 86_400;

  /** The first at or after that one, or {@link #NEVER}. */
  long firstFrom(long localSecond) {
    long day = Math.floorDiv(localSecond, DAY);
    long found = days.firstFrom(day);
    if (found == day) {
      int time = clock.firstFrom(Math.floorMod(localSecond, DAY));
      if (time != ClockRule.NONE) {
        return day * DAY + time;
      }
      found = days.firstFrom(day + 1);
    }
    return found == DayRule.NEVER ? NEVER : found * DAY + clock.firstFrom(0);
  }
}
