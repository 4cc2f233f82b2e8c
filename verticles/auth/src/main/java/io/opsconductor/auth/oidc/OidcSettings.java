package io.opsconductor.auth.oidc;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The section {@code auth.oidc}.
 *
 * @param publicUrl where browsers find this installation, such as {@code https://ops.example.org};
 *     needed as soon as there is a provider. What requests say of their host is never used
 * @param signInPage path of the page to which a browser goes when a sign-in failed, or waits for a
 *     second factor. Default {@code /login}
 * @param providers in the order in which the page shows them. Default none
 */
public record OidcSettings(
    String publicUrl, String signInPage, List<OidcProviderSettings> providers) {
  private static final int MOST_PROVIDERS = 20;

  /** No providers. */
  public static final OidcSettings NONE = new OidcSettings(null, null, null);

  public OidcSettings {
    signInPage = signInPage == null ? "/login" : signInPage;
    if (!LocalPath.isOne(signInPage) || signInPage.indexOf('?') >= 0) {
      throw new IllegalArgumentException(
          "auth.oidc.sign_in_page must be a path such as /login but is " + signInPage);
    }
    providers = providers == null ? List.of() : List.copyOf(providers);
    if (providers.size() > MOST_PROVIDERS) {
      throw new IllegalArgumentException(
          "auth.oidc.providers must be at most " + MOST_PROVIDERS + " but are " + providers.size());
    }
    Set<String> names = new HashSet<>();
    for (OidcProviderSettings provider : providers) {
      if (!names.add(provider.name())) {
        throw new IllegalArgumentException(
            "auth.oidc.providers has two of the name " + provider.name());
      }
    }
    if (publicUrl != null) {
      publicUrl = origin(publicUrl);
    } else if (!providers.isEmpty()) {
      throw new IllegalArgumentException(
          "auth.oidc.public_url is needed: providers send browsers back to it");
    }
  }

  /** Whether browsers speak TLS with this installation. */
  boolean secure() {
    return publicUrl != null && publicUrl.startsWith("https:");
  }

  String redirectUri(OidcProviderSettings provider) {
    return publicUrl + "/api/v1/auth/oidc/" + provider.name() + "/callback";
  }

  private static String origin(String url) {
    URI uri;
    try {
      uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("auth.oidc.public_url is no URL: " + url, e);
    }
    boolean bare =
        uri.getHost() != null
            && uri.getRawPath().isEmpty()
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && uri.getRawUserInfo() == null;
    if (!bare || !SafeUrl.isSafe(uri)) {
      throw new IllegalArgumentException(
          "auth.oidc.public_url must be https://HOST[:PORT], or http on the loopback, but is "
              + url);
    }
    return uri.toString();
  }
}
