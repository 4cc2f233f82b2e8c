package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;

/**
 * Somebody cannot sign in. One of both is given.
 *
 * @param email proved before by whoever it belongs to
 * @param client who asks, as the gateway sees it; null when it is not known
 */
public record ForgotPassword(String username, String email, SessionClient client) {
  public ForgotPassword {
    if ((username == null) == (email == null)) {
      throw Checks.invalid("username", "or email must be given, and not both");
    }
    if (username != null) {
      Checks.text(username, "username", 128);
    } else {
      EmailAddress.check(email, "email");
    }
  }

  /** What was given. */
  public String account() {
    return username == null ? email : username;
  }
}
