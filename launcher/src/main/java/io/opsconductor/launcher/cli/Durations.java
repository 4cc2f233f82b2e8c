package io.opsconductor.launcher.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 90}, {@code 90s}, {@code 5m}, {@code 2h}, {@code 1d}. */
final class Durations implements ITypeConverter<Duration> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhd]?)");

  /** For people: {@code 850 ms}, {@code 12.4 s}, {@code 3m 5s}, {@code 2h 10m}, {@code 4d 2h}. */
  static String words(long millis) {
    long seconds = millis / 1000;
    if (millis < 1000) {
      return millis + " ms";
    }
    if (seconds < 60) {
      return "%d.%d s".formatted(seconds, millis % 1000 / 100);
    }
    if (seconds < 3600) {
      return "%dm %ds".formatted(seconds / 60, seconds % 60);
    }
    return seconds < 86_400
        ? "%dh %dm".formatted(seconds / 3600, seconds % 3600 / 60)
        : "%dd %dh".formatted(seconds / 86_400, seconds % 86_400 / 3600);
  }

  static boolean fits(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public Duration convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException("'" + text + "' is not a time like 90s, 5m or 2h");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> Duration.ofSeconds(amount);
    };
  }
}
