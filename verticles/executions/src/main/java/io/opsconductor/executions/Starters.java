package io.opsconductor.executions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opsconductor.contracts.Changed;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.PrincipalIds;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.bus.HintBus;
import io.opsconductor.platform.group.Background;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that nothing begins in the name of somebody who was disabled or deleted after it was
 * asked for. That somebody is there still is asked of users, and kept until users tells of a
 * change, and for 2 s at most.
 */
final class Starters implements Background {
  private static final Logger LOG = LoggerFactory.getLogger(Starters.class);
  private static final Duration KEPT = Duration.ofSeconds(2);
  private static final int MAX_KEPT = 10_000;
  private static final Set<String> CHANGES = Set.of("user", "service_account");

  private final BusClient bus;
  private final HintBus hints;
  private final Withdraw withdraw;
  private final Cache<UUID, Boolean> present =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(KEPT).build();
  private volatile MessageConsumer<Buffer> consumer;
  private volatile boolean usersAway;

  Starters(BusClient bus, HintBus hints, Withdraw withdraw) {
    this.bus = bus;
    this.hints = hints;
    this.withdraw = withdraw;
  }

  @Override
  public void start() {
    consumer = hints.subscribe(Changed.HINT, this::changed);
  }

  private void changed(Changed thing) {
    if (CHANGES.contains(thing.resourceType())) {
      present.invalidateAll();
    }
  }

  @Override
  public void close() {
    MessageConsumer<Buffer> registered = consumer;
    if (registered != null) {
      registered.unregister();
    }
  }

  /**
   * Ends those whose starter is gone.
   *
   * @param queued who started each; nothing of them has begun
   * @return which those are; empty when users does not answer, and nobody knows
   */
  Optional<Set<UUID>> sift(Map<UUID, UUID> queued, Call call) {
    Set<UUID> gone;
    try {
      gone = gone(queued, call);
      usersAway = false;
    } catch (OpsException e) {
      if (!usersAway) {
        LOG.atWarn()
            .addKeyValue("errorCode", e.code())
            .log("Users do not answer: what is queued waits until it is known who is there still");
      }
      usersAway = true;
      return Optional.empty();
    }
    Set<UUID> ended =
        queued.keySet().stream()
            .filter(id -> gone.contains(queued.get(id)))
            .collect(Collectors.toSet());
    ended.forEach(id -> withdraw.ifQueued(id, queued.get(id)));
    return Optional.of(ended);
  }

  private Set<UUID> gone(Map<UUID, UUID> queued, Call call) {
    Set<UUID> asked = new TreeSet<>(queued.values());
    asked.removeIf(id -> present.getIfPresent(id) != null);
    if (asked.isEmpty()) {
      return Set.of();
    }
    PrincipalIds request = new PrincipalIds(List.copyOf(asked));
    Set<UUID> gone =
        Set.copyOf(bus.callAsService(UserOperations.ENDED_PRINCIPALS, request, call).ids());
    asked.stream().filter(id -> !gone.contains(id)).forEach(id -> present.put(id, true));
    return gone;
  }
}
