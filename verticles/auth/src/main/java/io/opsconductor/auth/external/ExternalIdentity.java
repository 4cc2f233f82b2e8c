package io.opsconductor.auth.external;

import java.util.Objects;
import java.util.Set;

/**
 * Somebody, as an external directory has just proved.
 *
 * @param provider name of the directory in the configuration
 * @param subject by which it knows the account for ever; no name or address, which are given to
 *     others later
 * @param username that a new user gets
 * @param displayName null when there is none
 * @param email null when there is none
 * @param emailVerified whether the directory says that the address is this person's
 * @param groups of which the person is a member
 */
public record ExternalIdentity(
    String provider,
    String subject,
    String username,
    String displayName,
    String email,
    boolean emailVerified,
    Set<String> groups) {
  private static final int MOST = 512;
  private static final int MOST_EMAIL = 254;

  public ExternalIdentity {
    Objects.requireNonNull(provider, "provider");
    required(subject, "subject");
    required(username, "username");
    displayName = shown(displayName);
    email = shown(email);
    if (email != null && email.length() > MOST_EMAIL) {
      email = null;
    }
    groups = Set.copyOf(groups);
  }

  /** Null unless the directory says that it is this person's. */
  String verifiedEmail() {
    return emailVerified ? email : null;
  }

  private static void required(String value, String field) {
    if (value == null || value.isBlank() || value.length() > MOST || value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "The " + field + " of an external identity must have 1 to " + MOST + " characters");
    }
  }

  private static String shown(String text) {
    if (text == null) {
      return null;
    }
    String clean = text.replaceAll("\\p{Cntrl}", "").strip();
    return clean.isEmpty() ? null : clean.substring(0, Math.min(clean.length(), MOST));
  }
}
