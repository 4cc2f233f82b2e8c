package io.opsconductor.contracts.auth;

import java.util.List;

/** Accounts of external directories; {@code nextCursor} is always absent, as there are few. */
public record IdentityPage(List<IdentityView> items, String nextCursor) {
  public IdentityPage {
    items = List.copyOf(items);
  }
}
