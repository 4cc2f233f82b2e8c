package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/** A part of the sessions of a user of the caller's organization, newest first. */
public record ListUserSessions(UUID userId, PageRequest page) {
  public ListUserSessions {
    Checks.present(userId, "userId");
    page = page == null ? PageRequest.first() : page;
  }
}
