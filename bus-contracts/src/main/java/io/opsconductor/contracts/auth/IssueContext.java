package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * Asks for a caller context in exchange for an access token or an API token.
 *
 * @param client who sent it, as the gateway sees it; null when it is not known
 */
public record IssueContext(SecretText accessToken, SessionClient client) {
  public IssueContext {
    Checks.text(Checks.present(accessToken, "accessToken").reveal(), "accessToken", 8192);
  }
}
