package io.opsconductor.gateway;

import java.util.regex.Pattern;

/** Who may make a request, as the contract says in {@code x-permission}. */
sealed interface AccessRule {
  /** Anybody: nothing is known of the caller. */
  record Anybody() implements AccessRule {}

  /** Any signed-in user. */
  record SignedIn() implements AccessRule {}

  /** A user in a session, and no program with an API token. */
  record Person() implements AccessRule {}

  /** A user who signs in at the handshake, or with a ticket in the first frame. */
  record Stream() implements AccessRule {}

  /** A signed-in user, or the browser that holds the cookie of the session. */
  record OwnSession() implements AccessRule {}

  /** A user who has the permission. */
  record Permission(String name) implements AccessRule {}

  Pattern PERMISSION = Pattern.compile("[a-z-]+:[a-z-]+");

  /**
   * Reads a rule. A route without one must not be served, so its absence is an error.
   *
   * @throws IllegalArgumentException when there is none, or it cannot be read
   */
  static AccessRule parse(String operationId, Object rule) {
    return switch (String.valueOf(rule)) {
      case "public" -> new Anybody();
      case "authenticated" -> new SignedIn();
      case "person" -> new Person();
      case "stream" -> new Stream();
      case "session" -> new OwnSession();
      case String name when PERMISSION.matcher(name).matches() -> new Permission(name);
      default ->
          throw new IllegalArgumentException(
              "The operation " + operationId + " says no x-permission that can be read: " + rule);
    };
  }
}
