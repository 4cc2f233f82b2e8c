package io.opsconductor.contracts.auth;

import java.util.Objects;

/**
 * Where people may sign in besides here.
 *
 * @param name in the configuration, and in the addresses of the API
 * @param label what a sign-in page shows
 */
public record SignInProvider(String name, String label) {
  public SignInProvider {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(label, "label");
  }
}
