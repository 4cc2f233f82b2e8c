package io.opsconductor.platform.context;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.ServiceKey;
import io.opsconductor.platform.bus.BusClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The key ring of a node: what auth listed last, asked again for an unknown key, at most twice a
 * second.
 */
public final class AnnouncedKeys implements KeyRing {
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(500);

  private final Supplier<BusClient> bus;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Map<String, ServiceKey> known = Map.of();
  private volatile Instant askedAt = Instant.EPOCH;

  /**
   * An empty ring.
   *
   * @param bus any client of the node, asked for when it is first needed
   */
  public AnnouncedKeys(Supplier<BusClient> bus, Clock clock) {
    this.bus = bus;
    this.clock = clock;
  }

  @Override
  public Optional<ServiceKey> find(String keyId) {
    ServiceKey key = known.get(keyId);
    return key != null ? Optional.of(key) : ask(keyId);
  }

  private Optional<ServiceKey> ask(String keyId) {
    asking.lock();
    try {
      boolean asked = askedAt.plus(SHORTEST_INTERVAL).isAfter(clock.instant());
      if (!known.containsKey(keyId) && !asked) {
        known =
            bus.get().call(AuthOperations.LIST_KEYS, Empty.INSTANCE).serviceKeys().stream()
                .collect(Collectors.toUnmodifiableMap(ServiceKey::keyId, key -> key, (a, b) -> b));
        askedAt = clock.instant();
      }
      return Optional.ofNullable(known.get(keyId));
    } finally {
      asking.unlock();
    }
  }
}
