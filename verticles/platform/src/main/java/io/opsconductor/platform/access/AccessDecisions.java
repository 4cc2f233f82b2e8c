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
import io.opsconductor.contracts.users.MatchObject;
import io.opsconductor.contracts.users.ObjectMatches;
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
    return reach(
        user.permissions(),
        () -> rights(call),
        () -> user.tokenId() == null ? null : rightsOfToken(call, user.tokenId()),
        permission,
        type);
  }

  /**
   * The decision, wherever it is made or explained.
   *
   * @param held as the caller context says it
   * @param rights of the user; asked for only when what is held does not decide
   * @param ofToken of the API token; null without one
   */
  public static Reach reach(
      Set<String> held,
      Supplier<Rights> rights,
      Supplier<Rights> ofToken,
      String permission,
      ObjectType type) {
    if (Permissions.everywhere(held, permission)) {
      return Reach.EVERYTHING;
    }
    if (!Permissions.somewhere(held, permission)) {
      return Reach.NOTHING;
    }
    Reach ofUser = rights.get().reach(permission, type);
    Rights token = ofToken.get();
    return token == null ? ofUser : ofUser.and(token.reach(permission, type).only());
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

  /**
   * Which of the asked an object is one of, for users, who explain what somebody may do.
   *
   * @param within whether the object is there, and within a reach
   * @param ownerId of an execution who started it; else null
   */
  public static ObjectMatches matches(MatchObject asked, Predicate<Reach> within, UUID ownerId) {
    if (!within.test(Reach.EVERYTHING)) {
      return new ObjectMatches(false, List.of(), List.of(), null);
    }
    return new ObjectMatches(
        true,
        asked.objects().stream()
            .map(object -> within.test(part(false, List.of(object), List.of())))
            .toList(),
        asked.denied().stream()
            .map(object -> !within.test(part(true, List.of(), List.of(object))))
            .toList(),
        ownerId);
  }

  private static Reach part(
      boolean everywhere, List<GrantObject> allowed, List<GrantObject> denied) {
    return new Reach(List.of(new Reach.Part(everywhere, allowed, denied)));
  }

  /** Of one object that the caller knows of. */
  public static OpsException forbidden(String permission, ObjectType type) {
    return new OpsException(
        ErrorCode.FORBIDDEN,
        "This needs the permission %s on this %s".formatted(permission, type.wireName()));
  }
}
