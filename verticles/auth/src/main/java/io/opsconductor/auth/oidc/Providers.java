package io.opsconductor.auth.oidc;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The configured providers by name. */
final class Providers {
  private final Map<String, OidcProvider> byName;

  private Providers(Map<String, OidcProvider> byName) {
    this.byName = byName;
  }

  static Providers of(Vertx vertx, OidcSite site, Clock clock) {
    return new Providers(
        site.providers().stream()
            .map(one -> new OidcProvider(vertx, one, site.redirectUri(one), clock))
            .collect(Collectors.toMap(one -> one.settings().name(), Function.identity())));
  }

  /**
   * The provider of this name.
   *
   * @throws OpsException {@code not_found}
   */
  OidcProvider require(String name) {
    OidcProvider found = byName.get(name);
    if (found == null) {
      throw new OpsException(ErrorCode.NOT_FOUND, "There is no sign-in provider " + name);
    }
    return found;
  }
}
