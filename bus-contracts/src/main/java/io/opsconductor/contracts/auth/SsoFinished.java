package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.SecretText;
import java.util.Objects;

/**
 * How a sign-in with an OpenID provider ended.
 *
 * @param location to which the browser goes; with a reason when it failed
 * @param tokens of the session; null unless one began
 * @param challenge for {@link AuthOperations#VERIFY_MFA} when a second factor is due; null
 *     otherwise
 * @param secure whether the browser may keep these over TLS alone
 */
public record SsoFinished(
    SecretText location, TokenPair tokens, SecretText challenge, boolean secure) {
  public SsoFinished {
    Objects.requireNonNull(location, "location");
  }
}
