package io.opsconductor.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Changed;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.bus.HintBus;
import io.opsconductor.platform.group.Background;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Decides for the service that owns the objects.
 *
 * <p>What holds for every object is in the caller context, and nobody is asked. Only for a caller
 * of whom it says {@code @some} are the grants fetched; they are kept until users tells of a
 * change, and for 2 s at most. Together with the 3 s for which the gateway keeps a session a change
 * holds everywhere within 5 s. When users cannot be asked the request fails.
 *
 * <p>With an API token both its owner and what the token was made for must allow it; the latter
 * never changes, and is asked of auth.
 */
public final class AccessDecisions implements Background {
  private static final Duration KEPT = Duration.ofSeconds(2);
  private static final int MAX_KEPT = 10_000;
  private static final String USERS = "users";
  private static final Set<String> OF_MANY = Set.of("role", "team", "grant");

  private final BusClient bus;
  private final HintBus hints;
  private final Cache<UUID, Rights> kept =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(KEPT).build();
  private final Cache<UUID, Rights> ofTokens =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(KEPT).build();
  private volatile MessageConsumer<Buffer> consumer;

  public AccessDecisions(BusClient bus, HintBus hints) {
    this.bus = bus;
    this.hints = hints;
  }

  @Override
  public void start() {
    consumer = hints.subscribe(Changed.HINT, this::changed);
  }

  /** What auth tells of users, such as each sign-in that is refused, changes no rights. */
  private void changed(Changed thing) {
    if (!USERS.equals(thing.source())) {
      return;
    }
    if (OF_MANY.contains(thing.resourceType()) || thing.resourceId() == null) {
      kept.invalidateAll();
    } else {
      kept.invalidate(thing.resourceId());
    }
  }

  @Override
  public void close() {
    MessageConsumer<Buffer> registered = consumer;
    if (registered != null) {
      registered.unregister();
    }
  }

  /** Which objects the permission holds for. Blocks the virtual thread. */
  public Reach reach(Call call, String permission, ObjectType type) {
    CallerContext.User user = call.user();
    if (user.mayEverywhere(permission)) {
      return Reach.EVERYTHING;
    }
    if (!user.may(permission)) {
      return Reach.NOTHING;
    }
    Reach ofUser = rights(call).reach(permission, type);
    return user.tokenId() == null
        ? ofUser
        : ofUser.and(rightsOfToken(call, user.tokenId()).reach(permission, type).only());
  }

  private Rights rightsOfToken(Call call, UUID tokenId) {
    Rights known = ofTokens.getIfPresent(tokenId);
    if (known != null) {
      return known;
    }
    try {
      Rights asked =
          Rights.of(bus.callAsService(AuthOperations.TOKEN_LIMITS, new IdRequest(tokenId), call));
      ofTokens.put(tokenId, asked);
      return asked;
    } catch (OpsException e) {
      throw e.is(ErrorCode.NOT_FOUND)
          ? new OpsException(ErrorCode.UNAUTHENTICATED, "The API token is not valid any more")
          : e;
    }
  }

  private Rights rights(Call call) {
    UUID userId = call.user().id();
    Rights known = kept.getIfPresent(userId);
    if (known != null) {
      return known;
    }
    Rights asked =
        new Rights(
            bus.callAsService(UserOperations.ENTITLEMENTS, new IdRequest(userId), call).items());
    kept.put(userId, asked);
    return asked;
  }

  /**
   * Lets pass who has the permission on the object. An object that the caller may not even read
   * does not exist for the caller.
   *
   * @param matches whether the object is within a reach; not asked when the reach is everything
   * @param unknown what is said of an object that does not exist
   * @throws OpsException that, or {@code forbidden}
   */
  public void require(
      Call call,
      String permission,
      ObjectType type,
      Predicate<Reach> matches,
      Supplier<OpsException> unknown) {
    allowance(call, permission, type).require(matches, unknown);
  }

  /** All that decides about a permission on objects of a type. Blocks the virtual thread. */
  public Allowance allowance(Call call, String permission, ObjectType type) {
    String read = Permissions.thing(permission) + ":read";
    Allowance.Held held = held(call, permission, type);
    boolean decided = read.equals(permission) || held.reach().isEverything();
    return new Allowance(
        permission, type, held, decided ? Allowance.Held.NOT : held(call, read, type));
  }

  private Allowance.Held held(Call call, String permission, ObjectType type) {
    return new Allowance.Held(call.user().may(permission), reach(call, permission, type));
  }

  /** Which of the asked an object is one of. */
  public static List<Boolean> matches(List<GrantObject> objects, Predicate<Reach> within) {
    return objects.stream()
        .map(object -> new Reach(List.of(new Reach.Part(false, List.of(object), List.of()))))
        .map(within::test)
        .toList();
  }

  /** Of one object that the caller knows of. */
  public static OpsException forbidden(String permission, ObjectType type) {
    return new OpsException(
        ErrorCode.FORBIDDEN,
        "This needs the permission %s on this %s".formatted(permission, type.wireName()));
  }
}
