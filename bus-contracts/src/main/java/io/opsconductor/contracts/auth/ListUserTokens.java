package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/** A part of the API tokens of a user of the caller's organization. */
public record ListUserTokens(UUID userId, PageRequest page) {
  public ListUserTokens {
    Checks.present(userId, "userId");
    page = page == null ? PageRequest.first() : page;
  }
}
