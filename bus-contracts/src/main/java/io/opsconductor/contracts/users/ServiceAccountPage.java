package io.opsconductor.contracts.users;

import java.util.List;

/** A part of the list of service accounts; {@code nextCursor} is absent at the end. */
public record ServiceAccountPage(List<ServiceAccountView> items, String nextCursor) {
  public ServiceAccountPage {
    items = List.copyOf(items);
  }
}
