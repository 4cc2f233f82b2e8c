package io.opsconductor.contracts.auth;

import java.util.List;

/** In the order of the configuration. */
public record SignInProviders(List<SignInProvider> items) {
  public SignInProviders {
    items = List.copyOf(items);
  }
}
