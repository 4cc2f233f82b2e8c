package io.opsconductor.contracts.users;

import java.util.List;

/** A part of the list of grants; {@code nextCursor} is absent at the end. */
public record GrantPage(List<GrantView> items, String nextCursor) {
  public GrantPage {
    items = List.copyOf(items);
  }
}
