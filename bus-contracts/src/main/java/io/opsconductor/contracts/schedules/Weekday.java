package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.WireNamed;

/** A day of the week, as cron names it. */
public enum Weekday implements WireNamed {
  MON,
  TUE,
  WED,
  THU,
  FRI,
  SAT,
  SUN
}
