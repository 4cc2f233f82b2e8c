package io.opsconductor.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.IssueContext;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.contracts.auth.TokenText;
import io.opsconductor.platform.bus.BusClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns access tokens and API tokens into sessions. A session is kept until it is known to have
 * ended, and for 3 s at most, so that it is refused, and with the look of its streams once a second
 * these are closed, within 5 s even when the end was not told; requests that come with one token
 * meanwhile share one question to auth. API tokens are kept by their hash, and those that auth
 * refused are refused as long without asking. Belongs to one event loop.
 */
final class Authenticator {
  private static final Duration KEPT = Duration.ofSeconds(3);
  private static final int MAX_KEPT = 10_000;

  private final BusClient bus;
  private final Clock clock;
  private final AccessTokenVerifier verifier;
  private final EndedSessions ended;
  private final Cache<String, Session> sessions =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(KEPT).build();
  private final Cache<String, Boolean> refused =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(KEPT).build();
  private final Map<String, Future<Session>> asking = new HashMap<>();

  Authenticator(Vertx vertx, BusClient bus, Clock clock, EndedSessions ended) {
    this.bus = bus;
    this.clock = clock;
    this.ended = ended;
    this.verifier = new AccessTokenVerifier(vertx, bus, clock);
  }

  /** The session of a token of which it is not known who sent it. */
  Future<Session> session(String token) {
    return session(token, () -> null);
  }

  /**
   * The session of a token; fails with {@code unauthenticated} when there is none any more.
   *
   * @param client looks who sent the token, when auth is asked; gives null when it is not known
   */
  Future<Session> session(String token, Supplier<SessionClient> client) {
    boolean api = TokenText.isMeant(token);
    if (api && !TokenText.isWellFormed(token)) {
      return Future.failedFuture(
          refusal("The API token is mistyped or cut off: its checksum is not right"));
    }
    String key = api ? HexFormat.of().formatHex(TokenText.hash(token)) : token;
    Session known = sessions.getIfPresent(key);
    if (known != null
        && clock.instant().isBefore(known.validUntil())
        && ended.find(known.id()).isEmpty()) {
      return Future.succeededFuture(known);
    }
    if (refused.getIfPresent(key) != null) {
      return Future.failedFuture(refusal("The API token is not valid, or not any more"));
    }
    Future<Session> under = asking.get(key);
    if (under != null) {
      return under;
    }
    Future<Session> asked =
        api
            ? ask(key, token, client, Instant.MAX).onFailure(e -> remember(key, e))
            : verifier.verify(token).compose(end -> ask(key, token, client, end));
    if (asked.isComplete()) {
      return asked;
    }
    asking.put(key, asked);
    return asked.onComplete(done -> asking.remove(key));
  }

  private void remember(String key, Throwable failure) {
    if (failure instanceof OpsException e && e.is(ErrorCode.UNAUTHENTICATED)) {
      refused.put(key, true);
    }
  }

  private Future<Session> ask(
      String key, String token, Supplier<SessionClient> client, Instant tokenExpiresAt) {
    return bus.send(
            AuthOperations.ISSUE_CONTEXT, new IssueContext(new SecretText(token), client.get()))
        .map(issued -> going(Session.of(issued, tokenExpiresAt)))
        .onSuccess(session -> keep(key, session));
  }

  /** One that has to set up a second factor is another one as soon as that is done. */
  private void keep(String key, Session session) {
    if (!session.mustEnrol()) {
      sessions.put(key, session);
    }
  }

  /** The session may have ended while auth's answer was on its way. */
  private Session going(Session session) {
    Optional<SessionEnded> end = ended.find(session.id());
    if (end.isPresent()) {
      throw refusal(end.get().words());
    }
    return session;
  }

  private static OpsException refusal(String detail) {
    return new OpsException(ErrorCode.UNAUTHENTICATED, detail);
  }
}
