package io.opsconductor.auth.oidc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where browsers are sent: pages of this installation and waiting programs, nowhere else. */
final class Destinations {
  private final OidcSettings settings;

  Destinations(OidcSettings settings) {
    this.settings = settings;
  }

  String page(String localPath) {
    return settings.publicUrl() + localPath;
  }

  /** The sign-in page, which says why; no words of others are shown there. */
  String refused(String provider, String code) {
    return page(settings.signInPage()) + "?error=" + code + "&provider=" + provider;
  }

  /** The sign-in page, which asks for a second factor and then goes on. */
  String secondFactor(String provider, String returnTo) {
    return page(settings.signInPage())
        + "?mfa=required&provider="
        + provider
        + "&return="
        + URLEncoder.encode(returnTo, StandardCharsets.UTF_8);
  }
}
