package io.opsconductor.auth.oidc;

import io.opsconductor.auth.external.ExternalIdentity;
import io.opsconductor.auth.external.ExternalProvider;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Somebody whom a provider has proved.
 *
 * @param secondFactorShown whether the provider, which is trusted in that, has seen a second factor
 */
record Person(ExternalIdentity identity, boolean secondFactorShown) {
  private static final int MOST_GROUPS = 1000;
  private static final int LONGEST_GROUP = 512;

  /**
   * Reads claims that can be believed.
   *
   * @throws SsoFailure when the configuration does not let such people in
   */
  static Person of(JsonObject claims, OidcProviderSettings settings) {
    String email = text(claims, "email");
    boolean verified = Boolean.TRUE.equals(claims.getValue("email_verified"));
    requireDomain(verified ? email : null, settings);
    String username = text(claims, settings.usernameClaim());
    try {
      ExternalIdentity identity =
          new ExternalIdentity(
              settings.name(),
              claims.getString("sub"),
              username == null ? claims.getString("sub") : username,
              text(claims, "name"),
              email,
              verified,
              groups(claims.getValue(settings.groupsClaim())));
      return new Person(identity, settings.trustedSecondFactor().isShown(claims));
    } catch (IllegalArgumentException e) {
      throw SsoFailure.untrusted("claims_out_of_bounds");
    }
  }

  /** What is configured of the provider, for this person. */
  ExternalProvider directory(OidcProviderSettings settings) {
    return new ExternalProvider(
        settings.name(),
        settings.organizationId(),
        settings.createUsers(),
        settings.linkByEmail(),
        secondFactorShown,
        settings.groups());
  }

  /** An address that the provider has not verified could be anybody's. */
  private static void requireDomain(String email, OidcProviderSettings settings) {
    if (settings.emailDomains().isEmpty()) {
      return;
    }
    String domain =
        email == null ? "" : email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    if (!settings.emailDomains().contains(domain)) {
      throw SsoFailure.notAllowed(email == null ? "no_verified_address" : "address_elsewhere");
    }
  }

  /** Null when it is absent, empty or something else. */
  private static String text(JsonObject claims, String name) {
    return claims.getValue(name) instanceof String text && !text.isBlank() ? text : null;
  }

  /** Of a list, or of a text that stands for one; what is out of bounds is passed over. */
  private static Set<String> groups(Object claim) {
    Set<String> groups = new HashSet<>();
    if (claim instanceof String one) {
      groups.add(one);
    } else if (claim instanceof JsonArray several) {
      for (Object entry : several) {
        if (entry instanceof String group
            && group.length() <= LONGEST_GROUP
            && groups.size() < MOST_GROUPS) {
          groups.add(group);
        }
      }
    }
    return groups;
  }
}
