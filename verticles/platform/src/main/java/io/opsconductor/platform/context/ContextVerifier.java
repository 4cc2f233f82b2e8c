package io.opsconductor.platform.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.ServiceKey;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Verifies caller contexts: ES256 under a key that auth knows, for the bus, not expired, living no
 * longer than a context may, and speaking for a user only when auth made it. A verified one is
 * remembered until it expires.
 */
public final class ContextVerifier {
  private static final int MAX_REMEMBERED = 10_000;
  private static final int MAX_LENGTH = 16 * 1024;
  private static final long LEEWAY_SECONDS = 5;

  private final Vertx vertx;
  private final KeyRing keys;
  private final Clock clock;
  private final Cache<String, Verified> verified =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();
  private final Cache<String, JWTAuth> verifiers = Caffeine.newBuilder().maximumSize(1000).build();

  private record Verified(CallerContext caller, Instant expiresAt) {}

  public ContextVerifier(Vertx vertx, KeyRing keys, Clock clock) {
    this.vertx = vertx;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Who is calling.
   *
   * @throws OpsException {@code unauthenticated}; {@code service_unavailable} when the key that it
   *     is signed with is not known, as in the moments after a start
   */
  public CallerContext verify(String token) {
    if (token == null || token.length() > MAX_LENGTH) {
      throw refused(null);
    }
    Verified seen = verified.getIfPresent(token);
    Verified known = seen == null ? check(token) : seen;
    if (!clock.instant().isBefore(known.expiresAt)) {
      throw refused(null);
    }
    if (seen == null) {
      verified.put(token, known);
    }
    return known.caller;
  }

  private Verified check(String token) {
    ServiceKey key =
        keys.find(keyId(token))
            .orElseThrow(
                () ->
                    new OpsException(
                        ErrorCode.SERVICE_UNAVAILABLE,
                        "The key of the calling service is not known here, or not yet"));
    JsonObject claims = claims(token, key);
    Instant now = clock.instant();
    Instant expiresAt = Instant.ofEpochSecond(claims.getLong("exp", 0L));
    boolean tooLong =
        expiresAt.isAfter(now.plus(ContextSigner.LIFETIME).plusSeconds(LEEWAY_SECONDS));
    if (tooLong
        || !now.isBefore(key.expiresAt())
        || !key.service().equals(claims.getString("iss"))) {
      throw refused(null);
    }
    return new Verified(caller(claims, key.service()), expiresAt);
  }

  private JsonObject claims(String token, ServiceKey key) {
    JWTAuth verifier =
        verifiers.get(
            key.keyId(),
            id ->
                JWTAuth.create(
                    vertx,
                    new JWTAuthOptions()
                        .addJwk(new JsonObject(key.jwk()))
                        .setJWTOptions(
                            new JWTOptions()
                                .setAudience(List.of(ContextSigner.AUDIENCE))
                                // Times are looked at here, by the node's clock: the library
                                // refuses what a node whose clock is a second ahead made.
                                .setIgnoreExpiration(true))));
    try {
      return verifier
          .authenticate(new TokenCredentials(token))
          .await()
          .attributes()
          .getJsonObject("accessToken");
    } catch (Exception e) {
      // Not only unchecked ones: await throws what the library failed with, undeclared.
      throw refused(e);
    }
  }

  private static CallerContext caller(JsonObject claims, String service) {
    if (claims.getString("sub") == null) {
      return CallerContext.ofService(service);
    }
    if (!"auth".equals(service)) {
      throw refused(null);
    }
    Long freshUntil = claims.getLong("fresh_until");
    return new CallerContext(
        service,
        Optional.of(
            new CallerContext.User(
                UUID.fromString(claims.getString("sub")),
                claims.getString("name"),
                UUID.fromString(claims.getString("org")),
                id(claims.getString("sid")),
                strings(claims.getJsonArray("roles")),
                Set.copyOf(new HashSet<>(strings(claims.getJsonArray("permissions")))),
                id(claims.getString("tok")),
                freshUntil == null ? null : Instant.ofEpochSecond(freshUntil),
                claims.getBoolean("must_enrol", false))));
  }

  private static UUID id(String text) {
    return text == null ? null : UUID.fromString(text);
  }

  private static List<String> strings(JsonArray array) {
    return array == null ? List.of() : array.stream().map(String.class::cast).toList();
  }

  private static String keyId(String token) {
    try {
      String header = token.substring(0, token.indexOf('.'));
      JsonObject json =
          new JsonObject(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8));
      if ("ES256".equals(json.getString("alg")) && json.getString("kid") != null) {
        return json.getString("kid");
      }
    } catch (RuntimeException e) {
      throw refused(e);
    }
    throw refused(null);
  }

  private static OpsException refused(Throwable cause) {
    return new OpsException(
        ErrorCode.UNAUTHENTICATED, "The caller context is missing, expired or not valid", cause);
  }
}
