package io.opsconductor.auth.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes and verifies access tokens: JWTs (RFC 7519) under ES256 and nothing else, for the API,
 * living ten minutes at most. A verified one is remembered, because a signature costs more than all
 * else.
 */
public final class AccessTokens {
  public static final Duration LONGEST_LIFETIME = Duration.ofMinutes(10);
  public static final String ISSUER = "opsconductor";
  static final String AUDIENCE = "opsconductor-api";
  private static final String ALGORITHM = "ES256";

  /** By so much may the clock of the node that made a token be ahead. */
  private static final Duration LEEWAY = Duration.ofSeconds(30);

  private static final int MAX_REMEMBERED = 10_000;

  /**
   * Between two looks for keys that a token names and this node does not know. A key is made longer
   * before its first use than this, so a look that is as fresh as this would have found it.
   */
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(500).toNanos();

  private final Vertx vertx;
  private final AccessKeys source;
  private final Clock clock;
  private final Duration lifetime;
  private final Cache<String, AccessClaims> verified =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();
  private volatile Map<String, Key> keys = Map.of();
  private final AtomicReference<Look> lastLook =
      new AtomicReference<>(new Look(System.nanoTime() - LOOK_AGAIN_NANOS, Promise.promise()));

  private record Key(AccessKey access, JWTAuth jwt) {}

  /** A look for keys that other nodes made; others wait for its end. */
  private record Look(long at, Promise<Void> done) {}

  /**
   * Tokens under these keys.
   *
   * @param lifetime of a new one, {@link #LONGEST_LIFETIME} at most
   */
  public AccessTokens(Vertx vertx, AccessKeys source, Clock clock, Duration lifetime) {
    this.vertx = vertx;
    this.source = source;
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /** Learns the keys that other nodes made, and makes the next one in time. */
  public void reload() {
    Map<String, Key> known = keys;
    Map<String, Key> loaded = new LinkedHashMap<>();
    for (AccessKey access : source.load(clock.instant())) {
      Key same = known.get(access.key().keyId());
      loaded.put(access.key().keyId(), same != null ? new Key(access, same.jwt) : key(access));
    }
    keys = loaded;
  }

  /** As {@link #reload}; the key signs a while from now on. */
  AccessKey rotate(Call call) {
    AccessKey next = source.rotate(clock.instant(), call);
    reload();
    return next;
  }

  /** Public JWKs of the keys that are accepted, those of a moment ago too. */
  List<String> publicKeys() {
    look();
    return keys.values().stream().map(key -> key.access.key().publicJwk().encode()).toList();
  }

  public Duration lifetime() {
    return lifetime;
  }

  public String sign(Principal user, UUID sessionId) {
    Instant now = clock.instant();
    Key key = current(now);
    JsonObject claims =
        new JsonObject()
            .put("iss", ISSUER)
            .put("aud", new JsonArray().add(AUDIENCE))
            .put("sub", user.id().toString())
            .put("sid", sessionId.toString())
            .put("org", user.organizationId().toString())
            .put("name", user.username())
            .put("jti", Ids.next().toString())
            .put("iat", now.getEpochSecond())
            .put("exp", now.plus(lifetime).getEpochSecond());
    JWTOptions options = new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true);
    options.setHeader(new JsonObject().put("kid", key.access.key().keyId()));
    return key.jwt.generateToken(claims, options);
  }

  /**
   * What the token says.
   *
   * @throws OpsException {@code unauthenticated}, whatever is wrong with it
   */
  public AccessClaims verify(String token) {
    AccessClaims claims = verified.getIfPresent(token);
    if (claims == null) {
      claims = check(token);
      verified.put(token, claims);
    }
    if (!clock.instant().isBefore(claims.expiresAt())) {
      verified.invalidate(token);
      throw refused();
    }
    return claims;
  }

  public static OpsException refused() {
    return new OpsException(
        ErrorCode.UNAUTHENTICATED, "The access token is not valid, or not any more");
  }

  private AccessClaims check(String token) {
    try {
      JsonObject claims =
          keyOf(token)
              .jwt
              .authenticate(new TokenCredentials(token))
              .await()
              .attributes()
              .getJsonObject("accessToken");
      Instant issuedAt = Instant.ofEpochSecond(claims.getLong("iat"));
      Instant expiresAt = Instant.ofEpochSecond(claims.getLong("exp"));
      boolean tooLong = expiresAt.isAfter(issuedAt.plus(LONGEST_LIFETIME));
      if (tooLong || isLater(issuedAt) || isLater(time(claims.getLong("nbf")))) {
        throw refused();
      }
      return new AccessClaims(
          UUID.fromString(claims.getString("sub")),
          UUID.fromString(claims.getString("sid")),
          issuedAt,
          expiresAt);
    } catch (OpsException e) {
      // Refused already, or the database did not say which keys there are.
      throw e;
    } catch (Exception e) {
      // Checked ones too: await throws what the library failed with, undeclared. Garbage from
      // outside is expected: without a cause, so that it does not fill the log.
      throw refused();
    }
  }

  private boolean isLater(Instant begin) {
    return begin.isAfter(clock.instant().plus(LEEWAY));
  }

  private static Instant time(Long seconds) {
    return seconds == null ? Instant.EPOCH : Instant.ofEpochSecond(seconds);
  }

  /** Chosen by our list alone: what the header says of algorithm and key is only compared. */
  private Key keyOf(String token) {
    String header = token.substring(0, token.indexOf('.'));
    JsonObject json =
        new JsonObject(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8));
    Key key = known(String.valueOf(json.getString("kid")));
    boolean accepted =
        ALGORITHM.equals(json.getString("alg"))
            && key != null
            && clock.instant().isBefore(key.access.verifiesUntil());
    if (!accepted) {
      throw refused();
    }
    return key;
  }

  /** Null when no node made a key of this id; one that another node made is learned by this. */
  private Key known(String keyId) {
    Key key = keys.get(keyId);
    if (key == null) {
      look();
      key = keys.get(keyId);
    }
    return key;
  }

  /**
   * Makes sure that the keys are as fresh as {@link #LOOK_AGAIN_NANOS}. Never under a lock: it
   * would hold up the verticle whose turn it is to receive the rows.
   */
  private void look() {
    Look last = lastLook.get();
    Look mine = new Look(System.nanoTime(), Promise.promise());
    if (mine.at - last.at < LOOK_AGAIN_NANOS) {
      last.done.future().await();
    } else if (lastLook.compareAndSet(last, mine)) {
      try {
        reload();
        mine.done.complete();
      } catch (RuntimeException e) {
        mine.done.fail(e);
        throw e;
      }
    } else {
      lastLook.get().done.future().await();
    }
  }

  private Key current(Instant now) {
    return keys.values().stream()
        .filter(key -> !now.isBefore(key.access.signsFrom()))
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new IllegalStateException("There is no key to sign access tokens"));
  }

  private Key key(AccessKey access) {
    JWTOptions accepted =
        new JWTOptions()
            .setIssuer(ISSUER)
            .setAudience(List.of(AUDIENCE))
            // Ours looks at the times, by the clock that it was given.
            .setIgnoreExpiration(true);
    return new Key(
        access,
        JWTAuth.create(
            vertx, new JWTAuthOptions().addJwk(access.key().privateJwk()).setJWTOptions(accepted)));
  }
}
