package io.opsconductor.audit;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.platform.database.Cursor;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Place of an event in the list.
 *
 * @param seq order of arrival, for events of the same time
 */
record EventPosition(OffsetDateTime time, long seq) {
  private static final long MICROS_PER_SECOND = 1_000_000;

  /** After which a part of the list begins; null for the first part. */
  static EventPosition of(String cursor) {
    String key = Cursor.text(cursor);
    if (key == null) {
      return null;
    }
    try {
      int colon = key.indexOf(':');
      long micros = Long.parseLong(key.substring(0, colon));
      if (micros < 0) {
        throw bad();
      }
      Instant time =
          Instant.ofEpochSecond(micros / MICROS_PER_SECOND, micros % MICROS_PER_SECOND * 1000);
      return new EventPosition(
          time.atOffset(ZoneOffset.UTC), Long.parseLong(key.substring(colon + 1)));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw bad();
    }
  }

  private static OpsException bad() {
    return new OpsException(ErrorCode.BAD_CURSOR, "This cursor was not given out by this list");
  }

  /** The key in a cursor. */
  @Override
  public String toString() {
    long micros = time.toEpochSecond() * MICROS_PER_SECOND + time.getNano() / 1000;
    return micros + ":" + seq;
  }
}
