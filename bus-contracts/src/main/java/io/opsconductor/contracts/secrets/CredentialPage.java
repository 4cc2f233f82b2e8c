package io.opsconductor.contracts.secrets;

import java.util.List;

/** A part of the list of credentials; {@code nextCursor} is absent at the end. */
public record CredentialPage(List<CredentialView> items, String nextCursor) {
  public CredentialPage {
    items = List.copyOf(items);
  }
}
