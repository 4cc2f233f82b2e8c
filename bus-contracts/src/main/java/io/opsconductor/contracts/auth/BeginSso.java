package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * Begins a sign-in with an OpenID provider.
 *
 * @param provider name of it
 * @param returnTo local path to which the browser goes after the sign-in; null for {@code /}
 * @param binding what the browser was given when it last began one, so that several of its windows
 *     do not get in each other's way; null for nothing
 * @param hostOnly whether no other host can have given it that
 * @param program of a sign-in for a program on the machine of the browser; null for the browser
 *     itself
 */
public record BeginSso(
    String provider, String returnTo, SecretText binding, boolean hostOnly, SsoProgram program) {
  private static final int MOST_BINDING = 128;
  private static final int MOST_PATH = 512;

  public BeginSso {
    Checks.name(provider, "provider");
    Checks.optionalText(returnTo, "returnTo", MOST_PATH);
    if (binding != null) {
      Checks.text(binding.reveal(), "binding", MOST_BINDING);
    }
  }
}
