package io.opsconductor.gateway;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Sessions of browsers, whose refresh token is in a cookie and never in a body. A sign-in asks for
 * one with {@code "session":"cookie"}.
 */
final class BrowserSessions {
  private static final String REFRESH_TOKEN = "refreshToken";

  private final RefreshCookie cookie;

  /** What a sign-in says of where the refresh token is to be. */
  private record Wish(String session) {}

  /** What a refresh may bring in its body. */
  private record Brought(SecretText refreshToken) {}

  BrowserSessions(RefreshCookie cookie) {
    this.cookie = cookie;
  }

  /** Of an operation that may begin a session: fails when it asks for a cookie and may not. */
  void checkWish(Exchange exchange) {
    if (wantsCookie(exchange)) {
      cookie.check(exchange.request());
    }
  }

  /** Answers with tokens, the refresh token where the sign-in asked for it. */
  void begun(Exchange exchange, Buffer reply) {
    answer(exchange, reply, wantsCookie(exchange));
  }

  /**
   * The refresh token of a request, from its cookie or its body.
   *
   * @throws OpsException when it brings none, or both, of which one may be somebody else's
   */
  SecretText refreshToken(Exchange exchange) {
    SecretText inBody = exchange.body(Brought.class).refreshToken;
    Optional<String> inCookie = cookie.read(exchange.request());
    if (inBody != null && inCookie.isPresent()) {
      throw HttpProblem.BAD_REQUEST.because(
          "The refresh token comes in the cookie or in the body, not in both");
    }
    if (inBody != null) {
      return inBody;
    }
    String token =
        inCookie
            .filter(RefreshCookie::mayBeToken)
            .orElseThrow(
                () ->
                    new OpsException(
                        ErrorCode.BAD_REFRESH_TOKEN,
                        "There is no refresh token, in the body or in a cookie"));
    cookie.check(exchange.request());
    return new SecretText(token);
  }

  /** Whether a refresh is asked with the cookie, which all tabs share. */
  boolean isInCookie(Exchange exchange) {
    return cookie.read(exchange.request()).isPresent();
  }

  /** Answers a refresh in the way in which it was asked. */
  void refreshed(Exchange exchange, Buffer reply) {
    answer(exchange, reply, isInCookie(exchange));
  }

  /** Takes a cookie away that is worth nothing any more, as far as the failure says so. */
  <T> Future<T> clearIfDead(Exchange exchange, Throwable failure) {
    if (failure instanceof OpsException refused
        && refused.is(ErrorCode.BAD_REFRESH_TOKEN)
        && cookie.read(exchange.request()).isPresent()) {
      cookie.clear(exchange.request());
    }
    return Future.failedFuture(failure);
  }

  private static boolean wantsCookie(Exchange exchange) {
    return "cookie".equals(exchange.body(Wish.class).session);
  }

  private void answer(Exchange exchange, Buffer reply, boolean inCookie) {
    if (!inCookie) {
      Answers.json(exchange, 200, reply);
      return;
    }
    JsonObject tokens = reply.toJsonObject();
    Object refreshToken = tokens.remove(REFRESH_TOKEN);
    if (refreshToken != null) {
      cookie.set(exchange.request(), refreshToken.toString());
    }
    Answers.json(exchange, 200, Wire.encode(tokens.getMap()));
  }
}
