package io.opsconductor.testkit.oidc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Somebody whom a provider knows.
 *
 * @param subject the name that never changes
 * @param claims what the ID token says besides
 */
public record OidcUser(String subject, Map<String, Object> claims) {
  public OidcUser {
    Objects.requireNonNull(subject, "subject");
    claims = Map.copyOf(claims);
  }

  /** Somebody with a verified address {@code <name>@example.org}. */
  public static OidcUser of(String name) {
    return new OidcUser(
        "subject-of-" + name,
        Map.of(
            "preferred_username",
            name,
            "name",
            name,
            "email",
            name + "@example.org",
            "email_verified",
            true));
  }

  /** The same with one more or another claim. */
  public OidcUser with(String claim, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(claims);
    more.put(claim, value);
    return new OidcUser(subject, more);
  }

  /** The same without a claim. */
  public OidcUser without(String claim) {
    Map<String, Object> fewer = new LinkedHashMap<>(claims);
    fewer.remove(claim);
    return new OidcUser(subject, fewer);
  }

  public OidcUser inGroups(String... groups) {
    return with("groups", List.of(groups));
  }
}
