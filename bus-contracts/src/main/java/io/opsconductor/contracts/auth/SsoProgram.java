package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;

/**
 * A program that waits on the loopback of the browser's machine for the code of its session (RFC
 * 8252 §7.3).
 *
 * @param port on which it waits
 * @param challenge SHA-256 in base64url of the verifier that it will show with the code (RFC 7636)
 */
public record SsoProgram(int port, String challenge) {
  private static final int LEAST_PORT = 1024;
  private static final int MOST_PORT = 65_535;

  public SsoProgram {
    Checks.range(port, "port", LEAST_PORT, MOST_PORT);
    if (!Checks.present(challenge, "challenge").matches("[A-Za-z0-9_-]{43}")) {
      throw Checks.invalid("challenge", "must be a SHA-256 in base64url");
    }
  }
}
