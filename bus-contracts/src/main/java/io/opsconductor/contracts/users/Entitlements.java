package io.opsconductor.contracts.users;

import java.util.List;

/** All reasons why somebody may do something, or may not, as they are now. */
public record Entitlements(List<Entitlement> items) {
  public Entitlements {
    items = List.copyOf(items);
  }
}
