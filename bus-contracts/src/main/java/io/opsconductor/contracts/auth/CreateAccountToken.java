package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * Gives out an API token that acts as a service account.
 *
 * @param terms as for a token of a person
 */
public record CreateAccountToken(UUID accountId, CreateToken terms) {
  public CreateAccountToken {
    Checks.present(accountId, "accountId");
    Checks.present(terms, "terms");
  }
}
