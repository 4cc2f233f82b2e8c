package io.opsconductor.schedules.time;

/** Times of a clock within a day, told as seconds since midnight. */
interface ClockRule {
  int NONE = -1;

  /** The first at or after that one, or {@link #NONE} when the day has no more. */
  int firstFrom(int secondOfDay);
}
