package io.opsconductor.platform.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.ServiceKey;
import io.opsconductor.platform.bus.BusClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The key ring of a node: what auth listed last, asked again for a key that is not there, twice a
 * second at most.
 */
public final class AnnouncedKeys implements KeyRing {
  private static final Duration REMEMBER_UNKNOWN = Duration.ofMillis(500);
  private static final int MAX_UNKNOWN = 10_000;

  private final Supplier<BusClient> bus;
  private final ReentrantLock asking = new ReentrantLock();
  private final Cache<String, Boolean> unknown =
      Caffeine.newBuilder().expireAfterWrite(REMEMBER_UNKNOWN).maximumSize(MAX_UNKNOWN).build();
  private volatile Map<String, ServiceKey> known = Map.of();

  /**
   * An empty ring.
   *
   * @param bus any client of the node, asked for when it is first needed
   */
  public AnnouncedKeys(Supplier<BusClient> bus) {
    this.bus = bus;
  }

  @Override
  public Optional<ServiceKey> find(String keyId) {
    ServiceKey key = known.get(keyId);
    return key != null || unknown.getIfPresent(keyId) != null
        ? Optional.ofNullable(key)
        : ask(keyId);
  }

  private Optional<ServiceKey> ask(String keyId) {
    asking.lock();
    try {
      if (!known.containsKey(keyId)) {
        known =
            bus.get().call(AuthOperations.LIST_KEYS, Empty.INSTANCE).serviceKeys().stream()
                .collect(Collectors.toUnmodifiableMap(ServiceKey::keyId, key -> key, (a, b) -> b));
      }
      if (!known.containsKey(keyId)) {
        unknown.put(keyId, true);
      }
      return Optional.ofNullable(known.get(keyId));
    } finally {
      asking.unlock();
    }
  }
}
