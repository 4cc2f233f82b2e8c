package io.opsconductor.auth.oidc;

import io.opsconductor.auth.external.GroupRule;
import io.opsconductor.contracts.Ids;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * One of {@code auth.oidc.providers}.
 *
 * @param name for ever, 1 to 63 of a-z, 0-9 and -: what the provider gives is marked with it
 * @param label what a sign-in page shows. Default the name
 * @param issuer as the provider names itself, such as {@code https://id.example.org}
 * @param clientId under which this installation is registered there
 * @param clientSecretFile file with the secret of that client; without it the client is a public
 *     one
 * @param scopes that are asked for. Default openid, profile and email
 * @param usernameClaim claim with the name that a new user gets. Default {@code preferred_username}
 * @param groupsClaim claim with the groups of the user. Default {@code groups}
 * @param userinfo whether claims that the ID token lacks are asked of the userinfo end point.
 *     Default false
 * @param emailDomains only people with a verified address in one of these get in. Default everybody
 *     whom the provider lets in
 * @param createUsers whether people who are not known get a user at their first sign-in. Default
 *     false
 * @param linkByEmail whether people who are not known get the user with the same address, if the
 *     provider has verified it. Default false
 * @param groups what members of groups get. Default nothing
 * @param trustedSecondFactor by which the provider says that it has asked for a second factor.
 *     Default nothing: then one is asked for here, as the policy says
 * @param organizationId of the users. Default the first organization
 * @param caFile PEM file of the authorities that vouch for the provider's certificate. Default
 *     those of the Java runtime
 */
public record OidcProviderSettings(
    String name,
    String label,
    String issuer,
    String clientId,
    String clientSecretFile,
    List<String> scopes,
    String usernameClaim,
    String groupsClaim,
    Boolean userinfo,
    List<String> emailDomains,
    Boolean createUsers,
    Boolean linkByEmail,
    List<GroupRule> groups,
    TrustedFactor trustedSecondFactor,
    UUID organizationId,
    String caFile) {
  private static final String OPENID = "openid";

  public OidcProviderSettings {
    if (name == null || !name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
      throw new IllegalArgumentException(
          "auth.oidc.providers: name must be 1 to 63 of a-z, 0-9 and - but is " + name);
    }
    label = label == null ? name : label;
    requireText(name, "label", label);
    requireText(name, "client_id", clientId);
    requireIssuer(name, issuer);
    scopes = scopes == null ? List.of(OPENID, "profile", "email") : List.copyOf(scopes);
    if (!scopes.contains(OPENID) || !scopes.stream().allMatch(OidcProviderSettings::isScope)) {
      throw wrong(name, "scopes must hold openid, each without spaces");
    }
    usernameClaim = usernameClaim == null ? "preferred_username" : usernameClaim;
    groupsClaim = groupsClaim == null ? "groups" : groupsClaim;
    userinfo = userinfo != null && userinfo;
    emailDomains = emailDomains == null ? List.of() : lowerCase(emailDomains);
    createUsers = createUsers != null && createUsers;
    linkByEmail = linkByEmail != null && linkByEmail;
    groups = groups == null ? List.of() : List.copyOf(groups);
    trustedSecondFactor =
        trustedSecondFactor == null ? new TrustedFactor(null, null) : trustedSecondFactor;
    organizationId = organizationId == null ? Ids.DEFAULT_ORGANIZATION : organizationId;
  }

  private static List<String> lowerCase(List<String> domains) {
    return domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList();
  }

  private static void requireText(String name, String key, String value) {
    if (value == null || value.isBlank() || value.length() > 512) {
      throw wrong(name, key + " must have 1 to 512 characters");
    }
  }

  /** Discovery 1.0 §3: https, without query and fragment. */
  private static void requireIssuer(String name, String issuer) {
    requireText(name, "issuer", issuer);
    URI uri;
    try {
      uri = URI.create(issuer);
    } catch (IllegalArgumentException e) {
      throw wrong(name, "issuer is no URL: " + issuer);
    }
    if (!SafeUrl.isSafe(uri) || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw wrong(
          name, "issuer must be an https URL, or http on the loopback, without a query: " + issuer);
    }
  }

  private static boolean isScope(String scope) {
    return scope.matches("[!#-\\[\\]-~]+");
  }

  private static IllegalArgumentException wrong(String name, String rule) {
    return new IllegalArgumentException("auth.oidc.providers, " + name + ": " + rule);
  }
}
