package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.WireNamed;

/** What is worth knowing of a due time. */
public enum DueNoteCode implements WireNamed {
  /** Its clock time does not exist that day; it was moved. */
  SHIFTED,
  /** Its clock time comes twice that day; this is the earlier one. */
  FIRST_OF_TWO,
  /** Its clock time comes twice that day; this is the later one. */
  SECOND_OF_TWO,
  /** A blackout calendar keeps it from running. */
  BLACKED_OUT,
  /** It lies outside of the windows within which alone it may run. */
  OUTSIDE_WINDOW,
  /** The day of the month or the day of the week alone is enough; both are restricted. */
  DAY_OF_MONTH_OR_WEEK,
  /** It begins up to as much later. */
  JITTER
}
