package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.WireNamed;

/** How often something is due on days of the calendar. */
public enum Frequency implements WireNamed {
  DAILY,
  /** On days of the week. */
  WEEKLY,
  /** On a day of the month, or on the first to fifth or last of a weekday in it. */
  MONTHLY
}
