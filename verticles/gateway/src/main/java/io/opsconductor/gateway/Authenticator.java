package io.opsconductor.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.IssueContext;
import io.opsconductor.platform.bus.BusClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns access tokens into sessions. A session is kept until it is known to have ended, and for 3 s
 * at most, so that it is refused, and with the look of its streams once a second these are closed,
 * within 5 s even when the end was not told; requests that come with one token meanwhile share one
 * question to auth. Belongs to one event loop.
 */
final class Authenticator {
  private static final Duration KEPT = Duration.ofSeconds(3);
  private static final int MAX_KEPT = 10_000;
  private static final String SCHEME = "Bearer ";

  private final BusClient bus;
  private final Clock clock;
  private final AccessTokenVerifier verifier;
  private final EndedSessions ended;
  private final Cache<String, Session> sessions =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(KEPT).build();
  private final Map<String, Future<Session>> asking = new HashMap<>();

  Authenticator(Vertx vertx, BusClient bus, Clock clock, EndedSessions ended) {
    this.bus = bus;
    this.clock = clock;
    this.ended = ended;
    this.verifier = new AccessTokenVerifier(vertx, bus, clock);
  }

  /**
   * The token of an {@code Authorization} header; fails closed for another scheme.
   *
   * @throws OpsException {@code unauthenticated}
   */
  static String bearer(String authorization) {
    if (authorization == null) {
      throw new OpsException(ErrorCode.UNAUTHENTICATED, "Sign in first: this needs a token");
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new OpsException(
          ErrorCode.UNAUTHENTICATED, "The Authorization header must be Bearer and a token");
    }
    return authorization.substring(SCHEME.length()).strip();
  }

  /** The session of a token; fails with {@code unauthenticated} when there is none any more. */
  Future<Session> session(String accessToken) {
    Session known = sessions.getIfPresent(accessToken);
    if (known != null
        && clock.instant().isBefore(known.validUntil())
        && !ended.contains(known.id())) {
      return Future.succeededFuture(known);
    }
    Future<Session> under = asking.get(accessToken);
    if (under != null) {
      return under;
    }
    Future<Session> asked = verifier.verify(accessToken).compose(end -> ask(accessToken, end));
    if (asked.isComplete()) {
      return asked;
    }
    asking.put(accessToken, asked);
    return asked.onComplete(done -> asking.remove(accessToken));
  }

  private Future<Session> ask(String accessToken, Instant tokenExpiresAt) {
    return bus.send(AuthOperations.ISSUE_CONTEXT, new IssueContext(new SecretText(accessToken)))
        .map(issued -> going(Session.of(issued, tokenExpiresAt)))
        .onSuccess(session -> sessions.put(accessToken, session));
  }

  /** The session may have ended while auth's answer was on its way. */
  private Session going(Session session) {
    if (ended.contains(session.id())) {
      throw new OpsException(ErrorCode.UNAUTHENTICATED, "The session has ended; sign in again");
    }
    return session;
  }
}
