package io.opsconductor.schedules.time;

/** Days of the calendar, told as days since 1970-01-01. */
interface DayRule {
  /** No such day within {@link #HORIZON_YEARS}, after which the calendar repeats itself. */
  long NEVER = Long.MAX_VALUE;

  int HORIZON_YEARS = 400;

  /** The first day at or after that one, or {@link #NEVER}. */
  long firstFrom(long epochDay);
}
