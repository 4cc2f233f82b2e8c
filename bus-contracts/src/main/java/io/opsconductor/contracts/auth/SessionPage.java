package io.opsconductor.contracts.auth;

import java.util.List;

/** A part of a list of sessions; {@code nextCursor} is absent at the end. */
public record SessionPage(List<SessionView> items, String nextCursor) {
  public SessionPage {
    items = List.copyOf(items);
  }
}
