package io.opsconductor.platform.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.KeySet;
import io.opsconductor.contracts.auth.ServiceKey;
import io.opsconductor.platform.bus.BusClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
  private final AtomicReference<Future<Void>> asking = new AtomicReference<>();
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
    boolean own = list();
    if (!own && !known.containsKey(keyId)) {
      // What another asked for may have been read before this key was announced.
      list();
    }
    if (!known.containsKey(keyId)) {
      unknown.put(keyId, true);
    }
    return Optional.ofNullable(known.get(keyId));
  }

  /**
   * Waits for a list, an answer that is under way already if there is one. Never under a lock: it
   * would hold up the verticle whose turn it is to receive the answer.
   *
   * @return whether it was asked for by this call
   */
  private boolean list() {
    Promise<Void> answer = Promise.promise();
    Future<Void> underWay = asking.compareAndExchange(null, answer.future());
    if (underWay != null) {
      underWay.await();
      return false;
    }
    Future.succeededFuture()
        .compose(now -> bus.get().send(AuthOperations.LIST_KEYS, Empty.INSTANCE))
        .<Void>map(
            keys -> {
              known = byId(keys);
              return null;
            })
        .onComplete(listed -> asking.set(null))
        .onComplete(answer);
    answer.future().await();
    return true;
  }

  private static Map<String, ServiceKey> byId(KeySet keys) {
    return keys.serviceKeys().stream()
        .collect(Collectors.toUnmodifiableMap(ServiceKey::keyId, key -> key, (a, b) -> b));
  }
}
