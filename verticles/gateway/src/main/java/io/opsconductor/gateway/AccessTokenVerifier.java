package io.opsconductor.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.KeySet;
import io.opsconductor.platform.bus.BusClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks the signature and the time of access tokens under the keys that auth publishes, so that
 * garbage never reaches auth. An unknown key has the keys asked for again, at most twice a second.
 * Belongs to one event loop; signatures are checked on worker threads, a bounded number at once.
 */
final class AccessTokenVerifier {
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(500);
  private static final int MAX_TOKEN_LENGTH = 8192;

  /**
   * Of ES256, whose signatures have 64 bytes. The library would pass over what stands after them.
   */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]{1,1024}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{86}");

  private static final int MAX_AT_ONCE = 64;
  private static final int MAX_REMEMBERED = 10_000;

  private final Vertx vertx;
  private final BusClient bus;
  private final Clock clock;
  private final Cache<String, Instant> verified =
      Caffeine.newBuilder()
          .maximumSize(MAX_REMEMBERED)
          .expireAfterWrite(Duration.ofMinutes(10))
          .build();
  private Map<String, JWTAuth> keys = Map.of();
  private Instant askedAt = Instant.EPOCH;
  private Future<Void> asking = Future.succeededFuture();
  private int atOnce;

  AccessTokenVerifier(Vertx vertx, BusClient bus, Clock clock) {
    this.vertx = vertx;
    this.bus = bus;
    this.clock = clock;
  }

  /** When the token ends; fails with {@code unauthenticated} when it is not valid now. */
  Future<Instant> verify(String token) {
    Instant known = verified.getIfPresent(token);
    if (known != null) {
      return clock.instant().isBefore(known)
          ? Future.succeededFuture(known)
          : Future.failedFuture(expired());
    }
    String keyId = keyId(token);
    if (keyId == null) {
      return Future.failedFuture(refused());
    }
    return key(keyId)
        .compose(key -> check(key, token))
        .onSuccess(expiresAt -> verified.put(token, expiresAt));
  }

  private Future<JWTAuth> key(String keyId) {
    JWTAuth known = keys.get(keyId);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    return refresh()
        .compose(
            refreshed -> {
              JWTAuth found = keys.get(keyId);
              return found == null ? Future.failedFuture(refused()) : Future.succeededFuture(found);
            });
  }

  /** One request at a time; within the interval, the outcome of the last one counts. */
  private Future<Void> refresh() {
    Instant now = clock.instant();
    if (asking.isComplete() && !now.isBefore(askedAt.plus(SHORTEST_INTERVAL))) {
      askedAt = now;
      asking = bus.send(AuthOperations.LIST_KEYS, Empty.INSTANCE).map(this::adopt);
    }
    return asking;
  }

  private Void adopt(KeySet listed) {
    Map<String, JWTAuth> next = new HashMap<>();
    for (String text : listed.accessTokenKeys()) {
      JsonObject jwk = new JsonObject(text);
      String keyId = jwk.getString("kid");
      JWTAuth kept = keys.get(keyId);
      next.put(
          keyId, kept != null ? kept : JWTAuth.create(vertx, new JWTAuthOptions().addJwk(jwk)));
    }
    keys = Map.copyOf(next);
    return null;
  }

  private Future<Instant> check(JWTAuth key, String token) {
    if (atOnce >= MAX_AT_ONCE) {
      return Future.failedFuture(
          new OpsException(ErrorCode.BUSY, "Too many new tokens at once; try again"));
    }
    atOnce++;
    return vertx.executeBlocking(() -> expiry(key, token), false).onComplete(checked -> atOnce--);
  }

  private static Instant expiry(JWTAuth key, String token) {
    Future<User> checked = authenticated(key, token);
    if (!checked.succeeded()) {
      throw refused();
    }
    long expiresAt =
        checked.result().attributes().getValue("exp") instanceof Number end ? end.longValue() : -1;
    if (expiresAt < 0 || expiresAt > Instant.MAX.getEpochSecond()) {
      throw refused();
    }
    return Instant.ofEpochSecond(expiresAt);
  }

  private static Future<User> authenticated(JWTAuth key, String token) {
    try {
      return key.authenticate(new TokenCredentials(token));
    } catch (RuntimeException e) {
      // The library trips over claims of another type.
      throw refused();
    }
  }

  /** The key that the token names, when it has the form of a signed token. */
  private static String keyId(String token) {
    if (token.length() > MAX_TOKEN_LENGTH || !FORM.matcher(token).matches()) {
      return null;
    }
    try {
      byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
      return new JsonObject(new String(header, StandardCharsets.UTF_8)).getString("kid");
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** Told of tokens that were good once, to those who had them. */
  private static OpsException expired() {
    return new OpsException(
        ErrorCode.UNAUTHENTICATED, "The access token is expired: connect with a new one");
  }

  private static OpsException refused() {
    return new OpsException(
        ErrorCode.UNAUTHENTICATED, "The access token is expired or not valid; sign in again");
  }
}
