package io.opsconductor.contracts.users;

import java.util.List;

/** A part of the list of teams; {@code nextCursor} is absent at the end. */
public record TeamPage(List<TeamView> items, String nextCursor) {
  public TeamPage {
    items = List.copyOf(items);
  }
}
