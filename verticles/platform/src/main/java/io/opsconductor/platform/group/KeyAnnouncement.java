package io.opsconductor.platform.group;

import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.ServiceKey;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.context.ContextSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Makes the group's public key known through auth, and again long before auth would forget it. */
final class KeyAnnouncement implements Runnable {
  private static final Duration LIFETIME = Duration.ofHours(2);
  private static final Duration AGAIN = Duration.ofMinutes(20);

  private final ContextSigner signer;
  private final BusClient bus;
  private final Clock clock;
  private volatile Instant next = Instant.EPOCH;

  KeyAnnouncement(ContextSigner signer, BusClient bus, Clock clock) {
    this.signer = signer;
    this.bus = bus;
    this.clock = clock;
  }

  /** Whether auth knows the key. */
  boolean done() {
    return !next.equals(Instant.EPOCH);
  }

  @Override
  public void run() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    bus.call(
        AuthOperations.ANNOUNCE_KEY,
        new ServiceKey(
            signer.key().keyId(),
            signer.service(),
            signer.key().publicJwk().encode(),
            now.plus(LIFETIME)));
    next = now.plus(AGAIN);
  }
}
