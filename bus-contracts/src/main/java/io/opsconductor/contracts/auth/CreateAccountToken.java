package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** Gives out an API token that acts as a service account. */
public record CreateAccountToken(UUID accountId, CreateToken token) {
  public CreateAccountToken {
    Checks.present(accountId, "accountId");
    Checks.present(token, "token");
  }
}
