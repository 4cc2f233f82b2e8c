package io.opsconductor.auth.oidc;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The section {@code auth.oidc}.
 *
 * @param signInPage path of the page to which a browser goes when a sign-in failed, or waits for a
 *     second factor. Default {@code /login}
 * @param providers in the order in which the page shows them. Default none
 */
public record OidcSettings(String signInPage, List<OidcProviderSettings> providers) {
  private static final int MOST_PROVIDERS = 20;

  /** No providers. */
  public static final OidcSettings NONE = new OidcSettings(null, null);

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
  }
}
