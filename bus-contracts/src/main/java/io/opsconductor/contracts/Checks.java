package io.opsconductor.contracts;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Rules that several records share. Each failure names the field, the rule and, where it is no
 * secret, the value.
 */
public final class Checks {
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@:/()+-]{0,127}");

  private Checks() {}

  public static <T> T present(T value, String field) {
    if (value == null) {
      throw invalid(field, "is missing");
    }
    return value;
  }

  /**
   * A name that people give: 1 to 128 letters, digits and {@code . _ @ : / ( ) + -}, beginning with
   * a letter or digit.
   */
  public static String name(String value, String field) {
    present(value, field);
    if (!NAME.matcher(value).matches()) {
      throw invalid(
          field,
          "must be 1 to 128 letters, digits, spaces or . _ @ : / ( ) + - and begin with a letter or"
              + " digit");
    }
    return value;
  }

  public static String text(String value, String field, int maxLength) {
    present(value, field);
    if (value.isEmpty() || value.length() > maxLength) {
      throw invalid(field, "must have 1 to " + maxLength + " characters, has " + value.length());
    }
    if (value.indexOf('\0') >= 0) {
      throw invalid(field, "must not hold a NUL character");
    }
    return value;
  }

  /** A text that may be absent or empty. */
  public static String optionalText(String value, String field, int maxLength) {
    return value == null || value.isEmpty() ? value : text(value, field, maxLength);
  }

  public static long range(long value, String field, long min, long max) {
    if (value < min || value > max) {
      throw invalid(field, "must be between " + min + " and " + max + ", got " + value);
    }
    return value;
  }

  public static OpsException invalid(String field, String rule) {
    String detail = field + " " + rule;
    return new OpsException(
        ErrorCode.INVALID_REQUEST, detail, List.of(new FieldError("/" + field, detail)));
  }
}
