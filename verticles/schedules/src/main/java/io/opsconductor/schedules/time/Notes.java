package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.DueNote;
import io.opsconductor.contracts.schedules.DueNoteCode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/** Notes of due times in words for people. */
final class Notes {
  static final DueNote EITHER_DAY =
      new DueNote(
          DueNoteCode.DAY_OF_MONTH_OR_WEEK,
          "the day of the month or the day of the week is enough, it need not be both");

  private Notes() {}

  /**
   * @param missing the clock time that is made up for
   * @param others whether it stands for others too
   */
  static DueNote shifted(LocalDateTime missing, boolean others, ZoneOffsetTransition gap) {
    LocalDateTime from = gap.getDateTimeBefore();
    LocalDateTime to = gap.getDateTimeAfter();
    boolean sameDay = from.toLocalDate().equals(to.toLocalDate());
    String what =
        sameDay
            ? time(missing) + (others ? " and others do" : " does")
            : dateTime(missing) + (others ? " and others do" : " does");
    String rest =
        sameDay
            ? " not exist that day, the clock goes from %s to %s".formatted(time(from), time(to))
            : " not exist, the clock goes from %s to %s".formatted(dateTime(from), dateTime(to));
    return new DueNote(DueNoteCode.SHIFTED, what + rest);
  }

  /** That its clock time comes twice, when it does. */
  static List<DueNote> ofTwo(ZoneRules rules, LocalDateTime local, ZoneOffset offset) {
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    if (offsets.size() < 2) {
      return List.of();
    }
    boolean first = offsets.getFirst().equals(offset);
    return List.of(
        new DueNote(
            first ? DueNoteCode.FIRST_OF_TWO : DueNoteCode.SECOND_OF_TWO,
            "%s comes twice that day, this is the %s of the two"
                .formatted(time(local), first ? "first" : "second")));
  }

  /** Seconds only when there are some. */
  static String time(LocalDateTime local) {
    return time(local.toLocalTime());
  }

  static String time(LocalTime time) {
    return time.toString();
  }

  static String dateTime(LocalDateTime local) {
    return local.toLocalDate() + " " + time(local);
  }
}
