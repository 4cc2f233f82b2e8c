package io.opsconductor.executions;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.platform.database.Cursor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a search goes on.
 *
 * @param from where the line begins from which on it reads: lines before the next hit are shown too
 * @param search where the line begins from which on it searches
 * @param number of the line at {@code from}
 */
record SearchPosition(PrintedStream.Place place, long from, long search, long number) {
  static final SearchPosition BEGINNING = atBeginning(PrintedStream.Place.FIRST);

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,9}):(\\d{1,9}):(\\d{1,9}):([oe]):(\\d{1,18}):(\\d{1,18}):(\\d{1,18})");

  static SearchPosition atBeginning(PrintedStream.Place place) {
    return new SearchPosition(place, 0, 0, 1);
  }

  /**
   * @param cursor null for the beginning
   * @throws OpsException {@code bad_cursor}
   */
  static SearchPosition of(String cursor) {
    if (cursor == null) {
      return BEGINNING;
    }
    Matcher parts = FORM.matcher(Cursor.text(cursor));
    if (!parts.matches()) {
      throw new OpsException(ErrorCode.BAD_CURSOR, "This cursor was not given out by this list");
    }
    PrintedStream.Place place =
        new PrintedStream.Place(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            parts.group(4).equals("o") ? OutputStreamName.STDOUT : OutputStreamName.STDERR);
    return new SearchPosition(
        place,
        Long.parseLong(parts.group(5)),
        Long.parseLong(parts.group(6)),
        Long.parseLong(parts.group(7)));
  }

  String cursor() {
    String stream =
        switch (place.stream()) {
          case STDOUT -> "o";
          case STDERR -> "e";
        };
    return Cursor.ofText(
        "%d:%d:%d:%s:%d:%d:%d"
            .formatted(
                place.ordinal(), place.step(), place.attempt(), stream, from, search, number));
  }
}
