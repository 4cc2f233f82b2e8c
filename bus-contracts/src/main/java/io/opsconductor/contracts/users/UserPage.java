package io.opsconductor.contracts.users;

import java.util.List;

/** A part of the list of users; {@code nextCursor} is absent at the end. */
public record UserPage(List<UserView> items, String nextCursor) {
  public UserPage {
    items = List.copyOf(items);
  }
}
