package io.opsconductor.auth;

import io.opsconductor.auth.oidc.SafeUrl;
import java.net.URI;

/** Where people reach this installation. */
final class PublicUrl {
  private PublicUrl() {}

  /**
   * A URL without its last slash.
   *
   * @throws IllegalArgumentException when links that are worth an account must not lead there
   */
  static String of(String url) {
    URI uri;
    try {
      uri = URI.create(url.replaceFirst("/$", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("auth.public_url is no URL: " + url, e);
    }
    boolean bare =
        uri.getHost() != null
            && uri.getRawPath().isEmpty()
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null;
    if (!bare || !SafeUrl.isSafe(uri)) {
      throw new IllegalArgumentException(
          "auth.public_url must be https://HOST[:PORT], or http on the loopback, but is " + url);
    }
    return uri.toString();
  }
}
