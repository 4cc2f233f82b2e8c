package io.opsconductor.contracts.users;

import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/**
 * A part of the list of service accounts, in the order of their making.
 *
 * @param name only whose name begins so, in either case; all when absent
 * @param teamId only those that this team owns; all when absent
 * @param enabled only those whose tokens are accepted, or are not; all when absent
 */
public record ListServiceAccounts(PageRequest page, String name, UUID teamId, Boolean enabled) {
  public ListServiceAccounts {
    page = page == null ? PageRequest.first() : page;
  }
}
