package io.opsconductor.auth.keys;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.auth.KeySet;
import io.opsconductor.contracts.auth.ServiceKey;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.context.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The public keys under which services make caller contexts. An id never changes its key or its
 * service. A key of auth itself, under which contexts speak for users, is put here by the group's
 * own nodes through the database; over the bus it is only prolonged.
 */
public final class ServiceKeys {
  private static final String AUTH = "auth";
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration OWN = Duration.ofHours(2);

  private final KeyStore store;
  private final AccessTokens accessTokens;
  private final Clock clock;

  public ServiceKeys(KeyStore store, AccessTokens accessTokens, Clock clock) {
    this.store = store;
    this.accessTokens = accessTokens;
    this.clock = clock;
  }

  public Empty announce(ServiceKey key, Call call) {
    check(key);
    ServiceKey capped = capped(key);
    if (AUTH.equals(key.service())) {
      if (!store.extend(capped)) {
        throw new OpsException(
            ErrorCode.FORBIDDEN, "A key of auth cannot be announced from outside");
      }
    } else if (!store.put(capped)) {
      throw new OpsException(
          ErrorCode.CONFLICT, "The key id " + key.keyId() + " is another key's already");
    }
    return Empty.INSTANCE;
  }

  public KeySet list(Empty request, Call call) {
    return new KeySet(accessTokens.publicKeys(), store.serviceKeys(clock.instant()));
  }

  /** Makes the key of this node's auth known. */
  public void putOwn(SigningKey key) {
    store.put(
        new ServiceKey(key.keyId(), AUTH, key.publicJwk().encode(), clock.instant().plus(OWN)));
  }

  private ServiceKey capped(ServiceKey key) {
    Instant latest = clock.instant().plus(LONGEST);
    return key.expiresAt().isAfter(latest)
        ? new ServiceKey(key.keyId(), key.service(), key.jwk(), latest)
        : key;
  }

  private static void check(ServiceKey key) {
    if (!key.keyId().startsWith(key.service() + ":")) {
      throw Checks.invalid("keyId", "must begin with " + key.service() + ":");
    }
    JsonNode jwk = Wire.decode(key.jwk(), JsonNode.class);
    boolean right =
        jwk.path("kty").asText().equals("EC")
            && jwk.path("crv").asText().equals("P-256")
            && jwk.path("kid").asText().equals(key.keyId())
            && jwk.hasNonNull("x")
            && jwk.hasNonNull("y");
    if (!right) {
      throw Checks.invalid("jwk", "must be a P-256 key with the kid " + key.keyId());
    }
    if (jwk.has("d")) {
      throw Checks.invalid("jwk", "must not hold the private key");
    }
  }
}
