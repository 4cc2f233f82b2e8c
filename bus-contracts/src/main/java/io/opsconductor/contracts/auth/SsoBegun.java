package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.SecretText;
import java.util.Objects;

/**
 * A sign-in that goes on at the provider.
 *
 * @param location to which the browser goes
 * @param binding that the browser keeps and shows when it comes back; null when the sign-in did not
 *     begin
 * @param secure whether it may keep it over TLS alone
 */
public record SsoBegun(String location, SecretText binding, boolean secure) {
  public SsoBegun {
    Objects.requireNonNull(location, "location");
  }
}
