package io.opsconductor.contracts.users;

import java.util.List;

/** A part of the list of roles; {@code nextCursor} is absent at the end. */
public record RolePage(List<RoleView> items, String nextCursor) {
  public RolePage {
    items = List.copyOf(items);
  }
}
