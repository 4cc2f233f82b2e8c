package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import java.util.regex.Pattern;

/** Bytes in the JSON of WebAuthn: base64url without padding (RFC 4648 §5). */
final class Base64Url {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+");
  private static final int GROUP = 4;

  private Base64Url() {}

  static String require(String value, String field, int maxLength) {
    Checks.text(value, field, maxLength);
    // A group of one letter is of no byte.
    if (!FORM.matcher(value).matches() || value.length() % GROUP == 1) {
      throw Checks.invalid(field, "must be base64url without padding");
    }
    return value;
  }
}
