package io.opsconductor.contracts.auth;

import java.util.List;

/** A part of a list of API tokens; {@code nextCursor} is absent at the end. */
public record TokenPage(List<TokenView> items, String nextCursor) {
  public TokenPage {
    items = List.copyOf(items);
  }
}
