package io.opsconductor.gateway;

import io.opsconductor.contracts.auth.TokenPair;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * The cookie that keeps a browser signed in. It holds the refresh token, which scripts of the page
 * thus never see, and is sent to this host alone ({@code __Host-}, RFC 6265bis §4.1.3.2) and by its
 * own pages alone ({@code SameSite=Strict}).
 *
 * <p>Without TLS it goes by another name and only over the loopback, where a browser may refuse
 * cookies that are {@code Secure}. Over TLS that name is never read: pages of other hosts of the
 * same domain can set it.
 */
final class RefreshCookie {
  static final String NAME = "__Host-opsconductor_refresh";
  static final String LOOPBACK_NAME = "opsconductor_refresh";

  private static final int LONGEST_TOKEN = 512;

  private final Origins origins;
  private final boolean trustForwarded;

  RefreshCookie(Origins origins, boolean trustForwarded) {
    this.origins = origins;
    this.trustForwarded = trustForwarded;
  }

  /** The refresh token, if the request brought one. */
  Optional<String> read(HttpServerRequest request) {
    Cookie cookie = request.getCookie(NAME);
    if (cookie == null && !isSecure(request)) {
      cookie = request.getCookie(LOOPBACK_NAME);
    }
    return Optional.ofNullable(cookie).map(Cookie::getValue).filter(value -> !value.isEmpty());
  }

  /** Whether it is worth asking auth about it. */
  static boolean mayBeToken(String value) {
    return value.length() <= LONGEST_TOKEN;
  }

  /**
   * Fails unless the request may use the cookie.
   *
   * @throws HttpProblemException {@code origin_refused} for a page of another host, {@code
   *     tls_required} where others could read the cookie on its way
   */
  void check(HttpServerRequest request) {
    if (!origins.isTrusted(request)) {
      throw HttpProblem.ORIGIN_REFUSED.because("Pages of this origin may not use a cookie here");
    }
    if (!isSecure(request) && !isLoopback(request)) {
      throw HttpProblem.TLS_REQUIRED.because(
          "A session in a cookie needs https, but on the loopback");
    }
  }

  void set(HttpServerRequest request, String refreshToken) {
    set(request, refreshToken, isSecure(request));
  }

  /** The same where somebody else knows whether the browser speaks https. */
  void set(HttpServerRequest request, String refreshToken, boolean secure) {
    put(request, refreshToken, TokenPair.REFRESH_LIFETIME.toSeconds(), secure);
  }

  void clear(HttpServerRequest request) {
    put(request, "", 0, isSecure(request));
  }

  private static void put(HttpServerRequest request, String value, long maxAge, boolean secure) {
    String attributes = "; Max-Age=" + maxAge + "; Path=/; HttpOnly; SameSite=Strict";
    request
        .response()
        .headers()
        .add(
            HttpHeaders.SET_COOKIE,
            secure
                ? NAME + "=" + value + attributes + "; Secure"
                : LOOPBACK_NAME + "=" + value + attributes);
  }

  /** Whether the browser speaks https, be it with a proxy in front. */
  private boolean isSecure(HttpServerRequest request) {
    if (request.isSSL()) {
      return true;
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return (origin != null && origin.startsWith("https://") && origins.isTrusted(request))
        || (trustForwarded && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")));
  }

  /** By its own address and by the name that the browser knows: a proxy may stand between. */
  private static boolean isLoopback(HttpServerRequest request) {
    String host = request.authority() == null ? "" : request.authority().host();
    boolean named =
        host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
    return named
        && request.localAddress() != null
        && isLoopback(request.localAddress().hostAddress());
  }

  private static boolean isLoopback(String address) {
    return address != null
        && (address.startsWith("127.")
            || address.equals("::1")
            || address.equals("0:0:0:0:0:0:0:1"));
  }
}
