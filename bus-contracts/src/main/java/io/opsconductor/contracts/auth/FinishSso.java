package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * What a browser brings back from an OpenID provider.
 *
 * @param provider name of it, as the address says to which the browser came back
 * @param state as the provider was told it; null when it is missing
 * @param code for the exchange; null with an error
 * @param issuer as the provider names itself (RFC 9207); null when it does not
 * @param error of the provider; null for none
 * @param binding that the browser was given; null when it shows none
 * @param hostOnly whether no other host can have given it that
 * @param client who signs in, as the gateway sees it; null when it is not known
 */
public record FinishSso(
    String provider,
    SecretText state,
    SecretText code,
    String issuer,
    String error,
    SecretText binding,
    boolean hostOnly,
    SessionClient client) {
  private static final int MOST_CODE = 4096;
  private static final int MOST = 512;

  public FinishSso {
    Checks.name(provider, "provider");
    secret(state, "state", MOST);
    secret(code, "code", MOST_CODE);
    Checks.optionalText(issuer, "issuer", MOST);
    Checks.optionalText(error, "error", MOST);
    secret(binding, "binding", MOST);
  }

  private static void secret(SecretText text, String field, int most) {
    if (text != null) {
      Checks.optionalText(text.reveal(), field, most);
    }
  }
}
