package io.opsconductor.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.platform.bus.HintBus;
import io.opsconductor.platform.group.Background;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The sessions that ended a moment ago, on whichever node, so that nothing that was kept of them is
 * used any more. Shared by all instances of a node; any thread.
 *
 * <p>They are remembered for much longer than a {@link Authenticator} keeps a session, so that an
 * answer of auth that was on its way when the session ended is refused as well. A lost hint costs
 * the few seconds for which a session is kept.
 */
final class EndedSessions implements Background {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MAX_REMEMBERED = 10_000;

  private final Context context;
  private final HintBus hints;
  private final Cache<UUID, SessionEnded> ended =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).expireAfterWrite(REMEMBERED).build();
  private final List<Consumer<SessionEnded>> listeners = new CopyOnWriteArrayList<>();
  private volatile MessageConsumer<Buffer> consumer;

  EndedSessions(Vertx vertx, HintBus hints) {
    this.context = ((VertxInternal) vertx).createEventLoopContext();
    this.hints = hints;
  }

  @Override
  public void start() {
    context.runOnContext(
        here -> consumer = hints.subscribe(AuthOperations.SESSION_ENDED, this::add));
  }

  void add(SessionEnded session) {
    ended.put(session.sessionId(), session);
    listeners.forEach(listener -> listener.accept(session));
  }

  /** How the session ended, if it did a moment ago. */
  Optional<SessionEnded> find(UUID sessionId) {
    return Optional.ofNullable(ended.getIfPresent(sessionId));
  }

  /** The listener is called on any thread; what is returned takes it away. */
  Runnable listen(Consumer<SessionEnded> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    MessageConsumer<Buffer> registered = consumer;
    if (registered != null) {
      registered.unregister();
    }
  }
}
