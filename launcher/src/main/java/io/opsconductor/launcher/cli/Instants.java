package io.opsconductor.launcher.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * Times as people type them: an instant such as {@code 2026-11-29T01:00:00Z}, a time of the clock
 * in a zone such as {@code 2026-11-29T02:00}, a day, or {@code now}.
 */
final class Instants {

  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .toFormatter();

  private Instants() {}

  /**
   * A time.
   *
   * @param now what {@code now} is
   */
  static Instant parse(String text, ZoneId zone, Instant now) {
    if (text.equals("now")) {
      return now.truncatedTo(ChronoUnit.SECONDS);
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return local(text, zone);
    }
  }

  /** The same, or so much later than a time: {@code 2h}. */
  static Instant parseFrom(String text, ZoneId zone, Instant from) {
    return Durations.fits(text)
        ? from.plus(new Durations().convert(text)).truncatedTo(ChronoUnit.SECONDS)
        : parse(text, zone, from);
  }

  private static Instant local(String text, ZoneId zone) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
          : LocalDateTime.parse(text, LOCAL).atZone(zone).toInstant();
    } catch (DateTimeParseException e) {
      throw CliException.usage(
          "'" + text + "' is not a time like 2026-11-29T01:00:00Z or 2026-11-29T02:00");
    }
  }

  /** A zone by its name; that of this machine when there is none. */
  static ZoneId zone(String name) {
    try {
      return name == null ? ZoneId.systemDefault() : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw CliException.usage("'" + name + "' is not a time zone like Europe/Berlin");
    }
  }

  /** What the clock of a zone shows, to the second: {@code 2026-11-29 02:00:00}. */
  static String shown(Instant at, ZoneId zone) {
    return LocalDateTime.ofInstant(at.truncatedTo(ChronoUnit.SECONDS), zone)
        .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
  }
}
