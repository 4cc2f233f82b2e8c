package io.opsconductor.contracts.users;

import java.util.List;

/** A part of the list of organizations; {@code nextCursor} is absent at the end. */
public record OrganizationPage(List<OrganizationView> items, String nextCursor) {
  public OrganizationPage {
    items = List.copyOf(items);
  }
}
