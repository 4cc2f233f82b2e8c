package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/** A part of the API tokens of a service account of the caller's organization. */
public record ListAccountTokens(UUID accountId, PageRequest page) {
  public ListAccountTokens {
    Checks.present(accountId, "accountId");
    page = page == null ? PageRequest.first() : page;
  }
}
