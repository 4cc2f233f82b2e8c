package io.opsconductor.gateway;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.TokenText;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * The token that a request carries: an access token or an API token as {@code Authorization:
 * Bearer}, or an API token as {@code X-API-Key}. One that carries several is refused, because two
 * parties that read it must not take different ones.
 */
final class RequestToken {
  static final CharSequence API_KEY = HttpHeaders.createOptimized("X-API-Key");
  private static final String SCHEME = "Bearer ";

  private RequestToken() {}

  static boolean isIn(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.AUTHORIZATION)
        || request.headers().contains(API_KEY);
  }

  /**
   * The token; fails closed for another scheme.
   *
   * @throws OpsException {@code unauthenticated}
   */
  static String of(HttpServerRequest request) {
    List<String> bearers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    List<String> keys = request.headers().getAll(API_KEY);
    return switch (bearers.size() + keys.size()) {
      case 0 -> throw refused("Sign in first: this needs a token");
      case 1 -> keys.isEmpty() ? bearer(bearers.getFirst()) : apiKey(keys.getFirst());
      default -> throw refused("Send one token, not several");
    };
  }

  private static String bearer(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw refused("The Authorization header must be Bearer and a token");
    }
    return authorization.substring(SCHEME.length()).strip();
  }

  private static String apiKey(String key) {
    String token = key.strip();
    if (!TokenText.isMeant(token)) {
      throw refused("The X-API-Key header must be an API token, which begins with opsc_");
    }
    return token;
  }

  private static OpsException refused(String detail) {
    return new OpsException(ErrorCode.UNAUTHENTICATED, detail);
  }
}
