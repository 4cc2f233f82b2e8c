package io.opsconductor.auth.oidc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where browsers are sent: pages of this installation and waiting programs, nowhere else. */
final class Destinations {
  private final OidcSite site;

  Destinations(OidcSite site) {
    this.site = site;
  }

  String page(String localPath) {
    return site.publicUrl() + localPath;
  }

  /** The sign-in page, which says why; no words of others are shown there. */
  String refused(String provider, String code) {
    return page(site.signInPage()) + "?error=" + code + "&provider=" + provider;
  }

  /** The sign-in page, which asks for one of these second factors and then goes on. */
  String secondFactor(String provider, List<String> factors, String returnTo) {
    return page(site.signInPage())
        + "?mfa=required&provider="
        + provider
        + "&factors="
        + String.join(",", factors)
        + "&return="
        + URLEncoder.encode(returnTo, StandardCharsets.UTF_8);
  }
}
