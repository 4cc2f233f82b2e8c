package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import java.time.Instant;

/**
 * The public half of a key with which a service signs caller contexts.
 *
 * @param keyId {@code kid} of the tokens
 * @param service the only service that contexts under this key may speak for; {@code auth} alone
 *     may speak for users
 * @param jwk public key as a JSON Web Key (RFC 7517), ES256
 * @param expiresAt from when on no token under it is accepted
 */
public record ServiceKey(String keyId, String service, String jwk, Instant expiresAt) {
  public ServiceKey {
    Checks.text(keyId, "keyId", 200);
    Checks.text(service, "service", 40);
    Checks.text(jwk, "jwk", 2000);
    Checks.present(expiresAt, "expiresAt");
  }
}
