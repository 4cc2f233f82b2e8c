package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/** A part of the list of a team's members. */
public record ListMembers(UUID teamId, PageRequest page) {
  public ListMembers {
    Checks.present(teamId, "teamId");
    page = page == null ? PageRequest.first() : page;
  }
}
