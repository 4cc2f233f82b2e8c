package io.opsconductor.gateway;

import io.opsconductor.contracts.SecretText;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * The cookies of a sign-in with an OpenID provider. One binds the sign-in to its browser; the
 * browser must send it when the provider's page sends it back, hence {@code SameSite=Lax}. The
 * other tells the sign-in page, whose script reads it, the challenge of a second factor, which must
 * not stand in an address.
 *
 * <p>Over TLS both are locked to this host ({@code __Host-}, RFC 6265bis §4.1.3.2).
 */
final class SsoCookies {
  static final String BINDING = "opsconductor_sso";
  static final String CHALLENGE = "opsconductor_mfa";
  private static final String HOST_ONLY = "__Host-";
  private static final int LONGEST = 128;
  private static final long BINDING_SECONDS = 600;
  private static final long CHALLENGE_SECONDS = 300;

  /**
   * What the browser shows.
   *
   * @param value null when there is none
   * @param hostOnly whether no other host can have set it
   */
  record Binding(SecretText value, boolean hostOnly) {}

  private SsoCookies() {}

  static Binding binding(HttpServerRequest request) {
    Cookie locked = request.getCookie(HOST_ONLY + BINDING);
    Cookie found = locked == null ? request.getCookie(BINDING) : locked;
    String value = found == null ? "" : found.getValue();
    boolean usable = !value.isEmpty() && value.length() <= LONGEST;
    return new Binding(usable ? new SecretText(value) : null, locked != null);
  }

  static void bind(HttpServerRequest request, SecretText binding, boolean secure) {
    add(request, BINDING, binding, BINDING_SECONDS, "; HttpOnly; SameSite=Lax", secure);
  }

  static void challenge(HttpServerRequest request, SecretText challenge, boolean secure) {
    add(request, CHALLENGE, challenge, CHALLENGE_SECONDS, "; SameSite=Strict", secure);
  }

  private static void add(
      HttpServerRequest request,
      String name,
      SecretText value,
      long maxAge,
      String attributes,
      boolean secure) {
    String cookie = name + "=" + value.reveal() + "; Max-Age=" + maxAge + "; Path=/" + attributes;
    request
        .response()
        .headers()
        .add(HttpHeaders.SET_COOKIE, secure ? HOST_ONLY + cookie + "; Secure" : cookie);
  }
}
