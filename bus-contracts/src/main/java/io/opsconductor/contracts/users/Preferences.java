package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;

/**
 * How a person likes to see things. What is shown has all fields; of what is written any may be
 * absent.
 *
 * @param version 0 as long as nothing was chosen; not written
 * @param timeZone in which times are shown, an IANA name; {@code auto}, the browser's own, when
 *     absent
 * @param locale a BCP 47 tag; {@code auto}, the browser's own, when absent
 * @param theme {@code system} when absent
 * @param density {@code comfortable} when absent
 * @param dateFormat {@code auto} when absent
 * @param hourCycle {@code auto} when absent
 * @param relativeTimes whether recent times are shown as “3 minutes ago”; true when absent
 * @param pageSize rows of a table, 10 to 200; 50 when absent
 * @param logWrap whether long lines of output are wrapped; true when absent
 * @param logTimestamps whether lines of output show their times; false when absent
 * @param logFollow whether the view of output follows its end; true when absent
 * @param logColors whether colours of the output are shown; true when absent
 * @param logFontSize of output, 8 to 32 pixels; 13 when absent
 * @param keyboardShortcuts whether single keys do something; true when absent
 */
public record Preferences(
    Integer version,
    String timeZone,
    String locale,
    Theme theme,
    Density density,
    DateFormat dateFormat,
    HourCycle hourCycle,
    Boolean relativeTimes,
    Integer pageSize,
    Boolean logWrap,
    Boolean logTimestamps,
    Boolean logFollow,
    Boolean logColors,
    Integer logFontSize,
    Boolean keyboardShortcuts) {
  /** Whatever the browser says. */
  public static final String AUTO = "auto";

  private static final int MAX_TAG = 35;

  public static final Preferences NONE =
      new Preferences(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  public static final Preferences DEFAULTS =
      new Preferences(
          0,
          AUTO,
          AUTO,
          Theme.SYSTEM,
          Density.COMFORTABLE,
          DateFormat.AUTO,
          HourCycle.AUTO,
          true,
          50,
          true,
          false,
          true,
          true,
          13,
          true);

  public Preferences {
    timeZone = timeZone == null ? null : checkedZone(timeZone);
    locale = locale == null ? null : checkedLocale(locale);
    if (pageSize != null) {
      Checks.range(pageSize, "pageSize", 10, 200);
    }
    if (logFontSize != null) {
      Checks.range(logFontSize, "logFontSize", 8, 32);
    }
  }

  private static String checkedZone(String zone) {
    if (!zone.equals(AUTO) && !ZoneId.getAvailableZoneIds().contains(zone)) {
      throw Checks.invalid("timeZone", "must be auto or an IANA time zone such as Europe/Berlin");
    }
    return zone;
  }

  private static String checkedLocale(String tag) {
    if (tag.equals(AUTO)) {
      return tag;
    }
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag).build();
      if (tag.length() <= MAX_TAG && !locale.getLanguage().isEmpty()) {
        return locale.toLanguageTag();
      }
    } catch (IllformedLocaleException e) {
      // Said below, in the words of the field.
    }
    throw Checks.invalid("locale", "must be auto or a BCP 47 language tag such as de-DE");
  }

  /** These, and where they say nothing those; the version is of those. */
  public Preferences over(Preferences those) {
    return new Preferences(
        those.version,
        or(timeZone, those.timeZone),
        or(locale, those.locale),
        or(theme, those.theme),
        or(density, those.density),
        or(dateFormat, those.dateFormat),
        or(hourCycle, those.hourCycle),
        or(relativeTimes, those.relativeTimes),
        or(pageSize, those.pageSize),
        or(logWrap, those.logWrap),
        or(logTimestamps, those.logTimestamps),
        or(logFollow, those.logFollow),
        or(logColors, those.logColors),
        or(logFontSize, those.logFontSize),
        or(keyboardShortcuts, those.keyboardShortcuts));
  }

  private static <T> T or(T chosen, T otherwise) {
    return chosen == null ? otherwise : chosen;
  }

  /** The same under another version. */
  public Preferences at(Integer number) {
    return new Preferences(
        number,
        timeZone,
        locale,
        theme,
        density,
        dateFormat,
        hourCycle,
        relativeTimes,
        pageSize,
        logWrap,
        logTimestamps,
        logFollow,
        logColors,
        logFontSize,
        keyboardShortcuts);
  }
}
