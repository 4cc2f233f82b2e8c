package io.opsconductor.contracts.users;

import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/**
 * A part of the list of grants, in the order of their making.
 *
 * @param subjectId only of this user, team or service account; of all when absent
 * @param role only of this role; of all when absent
 * @param effect only those that allow, or deny; all when absent
 * @param objectType only those on such objects; all when absent, those on everything too
 */
public record ListGrants(
    PageRequest page, UUID subjectId, String role, GrantEffect effect, ObjectType objectType) {
  public ListGrants {
    page = page == null ? PageRequest.first() : page;
  }
}
