package io.opsconductor.schedules;

import io.opsconductor.contracts.schedules.DueNote;
import io.opsconductor.contracts.schedules.DueNoteCode;
import io.opsconductor.contracts.schedules.DueTime;
import io.opsconductor.contracts.schedules.FireReason;
import io.opsconductor.schedules.time.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is worth knowing of a due time beside what the clock does. */
final class DueNotes {
  private DueNotes() {}

  /**
   * Adds what calendars and jitter do to it.
   *
   * @param jitter null for none
   */
  static DueTime with(DueTime due, Optional<Kept> kept, Duration jitter) {
    if (kept.isEmpty() && jitter == null) {
      return due;
    }
    List<DueNote> notes = new ArrayList<>(due.notes());
    kept.map(DueNotes::note).ifPresent(notes::add);
    if (jitter != null) {
      notes.add(
          new DueNote(DueNoteCode.JITTER, "begins up to " + Lengths.words(jitter) + " later"));
    }
    return new DueTime(due.at(), due.local(), due.offset(), notes);
  }

  private static DueNote note(Kept kept) {
    DueNoteCode code =
        kept.reason() == FireReason.BLACKOUT ? DueNoteCode.BLACKED_OUT : DueNoteCode.OUTSIDE_WINDOW;
    return new DueNote(code, "does not run: " + words(kept));
  }

  /** Why a calendar keeps something from running. */
  static String words(Kept kept) {
    return kept.reason() == FireReason.BLACKOUT
        ? "the calendar " + kept.calendar() + " rules this time out"
        : "it is outside of the windows of the calendar " + kept.calendar();
  }
}
