package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;

/**
 * Marks a request that may be made twice. Scope is user and operation; kept for 24 hours.
 *
 * @param key the client's {@code Idempotency-Key}, 1 to 255 characters
 * @param bodyHash of the request as the client sent it; the same key with another hash is refused
 */
public record Idempotency(String key, String bodyHash) {
  public Idempotency {
    Checks.text(key, "Idempotency-Key", 255);
    Checks.text(bodyHash, "bodyHash", 128);
  }
}
