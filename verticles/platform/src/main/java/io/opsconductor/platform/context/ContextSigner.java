package io.opsconductor.platform.context;

import io.opsconductor.contracts.CallerContext;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/** Makes caller contexts under the key of one service. */
public final class ContextSigner {
  /** How long a context is accepted. */
  public static final Duration LIFETIME = Duration.ofSeconds(60);

  static final String AUDIENCE = "opsconductor-bus";
  private static final Duration REUSE = Duration.ofSeconds(30);

  private final String service;
  private final SigningKey key;
  private final JWTAuth jwt;
  private final Clock clock;
  private volatile Own own = new Own("", Instant.EPOCH);

  private record Own(String token, Instant until) {}

  public ContextSigner(Vertx vertx, String service, SigningKey key, Clock clock) {
    this.service = service;
    this.key = key;
    this.jwt = JWTAuth.create(vertx, new JWTAuthOptions().addJwk(key.privateJwk()));
    this.clock = clock;
  }

  public String service() {
    return service;
  }

  public SigningKey key() {
    return key;
  }

  /** A context in which the service speaks for itself; the same one for half of its lifetime. */
  public String token() {
    Own current = own;
    Instant now = clock.instant();
    if (now.isBefore(current.until)) {
      return current.token;
    }
    String token = sign(new JsonObject(), now);
    own = new Own(token, now.plus(REUSE));
    return token;
  }

  /** A context in which {@code auth} speaks for a user. Others' are not accepted. */
  public String token(CallerContext.User user) {
    JsonObject claims =
        new JsonObject()
            .put("sub", user.id().toString())
            .put("name", user.username())
            .put("org", user.organizationId().toString())
            .put("sid", user.sessionId() == null ? null : user.sessionId().toString())
            .put("tok", user.tokenId() == null ? null : user.tokenId().toString())
            .put("roles", new JsonArray(new ArrayList<>(user.roles())))
            .put("permissions", new JsonArray(new ArrayList<>(user.permissions())));
    if (user.freshUntil() != null) {
      claims.put("fresh_until", user.freshUntil().getEpochSecond());
    }
    if (user.mustEnrol()) {
      claims.put("must_enrol", true);
    }
    return sign(claims, clock.instant());
  }

  private String sign(JsonObject claims, Instant now) {
    claims
        .put("iss", service)
        .put("aud", new JsonArray().add(AUDIENCE))
        .put("iat", now.getEpochSecond())
        .put("exp", now.plus(LIFETIME).getEpochSecond());
    JWTOptions options = new JWTOptions().setAlgorithm("ES256").setNoTimestamp(true);
    options.setHeader(new JsonObject().put("kid", key.keyId()));
    return jwt.generateToken(claims, options);
  }
}
