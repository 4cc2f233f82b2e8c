package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;

/**
 * What the gateway sees of a client that signs in or refreshes. Shown to people who ask where they
 * are signed in; wrong passwords are counted by the network of the address.
 *
 * @param device what the client says of itself ({@code User-Agent}), at most 200 characters; null
 *     when it says nothing
 * @param address of the peer; null when it is not known
 */
public record SessionClient(String device, String address) {
  private static final int MAX_DEVICE = 200;
  private static final int MAX_ADDRESS = 64;

  public SessionClient {
    requireShort(device, "device", MAX_DEVICE);
    requireShort(address, "address", MAX_ADDRESS);
  }

  /** Without what cannot be shown, and cut to size, because anybody may send anything. */
  public static SessionClient of(String device, String address) {
    return new SessionClient(clean(device, MAX_DEVICE), clean(address, MAX_ADDRESS));
  }

  /** The client; one of which nothing is known when it is null, as a release before this sends. */
  public static SessionClient orUnknown(SessionClient client) {
    return client == null ? new SessionClient(null, null) : client;
  }

  private static void requireShort(String text, String field, int max) {
    if (text != null && text.codePointCount(0, text.length()) > max) {
      throw Checks.invalid(field, "must have at most " + max + " characters");
    }
  }

  private static String clean(String text, int max) {
    if (text == null) {
      return null;
    }
    String clean =
        text.codePoints()
            .filter(SessionClient::isShown)
            .limit(max)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    return clean.isEmpty() ? null : clean;
  }

  /** Controls move a terminal's cursor, formats turn a text around, half a pair is no text. */
  private static boolean isShown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
