package io.opsconductor.schedules.time;

/** Every combination of hours, minutes and seconds, each a set of bits. */
record ClockFields(long hours, long minutes, long seconds) implements ClockRule {

  @Override
  public int firstFrom(int secondOfDay) {
    int hour = secondOfDay / 3600;
    int minute = secondOfDay / 60 % 60;
    int second = next(seconds, secondOfDay % 60);
    if (second == NONE) {
      second = first(seconds);
      minute++;
    }
    int wanted = minute;
    minute = next(minutes, wanted);
    if (minute == NONE) {
      minute = first(minutes);
      hour++;
    }
    int within = next(hours, hour);
    if (within == NONE) {
      return NONE;
    }
    if (within > hour) {
      return within * 3600 + first(minutes) * 60 + first(seconds);
    }
    return within * 3600 + minute * 60 + (minute == wanted ? second : first(seconds));
  }

  private static int first(long bits) {
    return Long.numberOfTrailingZeros(bits);
  }

  private static int next(long bits, int from) {
    long rest = from > 63 ? 0 : bits & (-1L << from);
    return rest == 0 ? NONE : Long.numberOfTrailingZeros(rest);
  }
}
