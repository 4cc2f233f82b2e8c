package io.opsconductor.testkit.oidc;

/** What a provider serves. */
public enum OidcEndpoint {
  DISCOVERY("/.well-known/openid-configuration"),
  KEYS("/keys"),
  AUTHORIZE("/authorize"),
  TOKEN("/token"),
  USERINFO("/userinfo");

  private final String path;

  OidcEndpoint(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }
}
