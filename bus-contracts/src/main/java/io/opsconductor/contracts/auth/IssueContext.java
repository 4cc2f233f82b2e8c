package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/** Asks for a caller context in exchange for an access token. */
public record IssueContext(SecretText accessToken) {
  public IssueContext {
    Checks.text(Checks.present(accessToken, "accessToken").reveal(), "accessToken", 8192);
  }
}
