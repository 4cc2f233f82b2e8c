package io.opsconductor.auth.oidc;

import java.util.List;

/**
 * This installation, as browsers and OpenID providers see it. What requests say of their host is
 * never used.
 *
 * @param publicUrl where browsers find it, such as {@code https://ops.example.org}; needed as soon
 *     as there is a provider
 */
public record OidcSite(String publicUrl, OidcSettings settings) {
  public OidcSite {
    if (publicUrl == null && !settings.providers().isEmpty()) {
      throw new IllegalArgumentException(
          "auth.oidc.providers need auth.public_url: they send browsers back to it");
    }
  }

  List<OidcProviderSettings> providers() {
    return settings.providers();
  }

  String signInPage() {
    return settings.signInPage();
  }

  /** Whether browsers speak TLS with this installation. */
  boolean secure() {
    return publicUrl != null && publicUrl.startsWith("https:");
  }

  String redirectUri(OidcProviderSettings provider) {
    return publicUrl + "/api/v1/auth/oidc/" + provider.name() + "/callback";
  }
}
