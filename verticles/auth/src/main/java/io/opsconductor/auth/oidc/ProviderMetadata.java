package io.opsconductor.auth.oidc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0 §3).
 *
 * @param userinfo empty when it has none
 * @param secretInForm whether it takes the client's secret in the form alone
 * @param namesItself whether it always says who it is when it sends a browser back (RFC 9207)
 */
record ProviderMetadata(
    URI authorization,
    URI token,
    Optional<URI> userinfo,
    URI keys,
    boolean secretInForm,
    boolean namesItself) {

  /**
   * Reads the document of an issuer.
   *
   * @throws SsoFailure when it is that of another one, or cannot be trusted
   */
  static ProviderMetadata of(JsonObject document, String issuer) {
    // Exactly, as §4.3 asks: with a slash more it is another one.
    if (!issuer.equals(document.getValue("issuer"))) {
      throw SsoFailure.unavailable("discovery_of_another_issuer");
    }
    JsonArray methods = document.getJsonArray("token_endpoint_auth_methods_supported");
    return new ProviderMetadata(
        required(document, "authorization_endpoint"),
        required(document, "token_endpoint"),
        document.containsKey("userinfo_endpoint")
            ? Optional.of(required(document, "userinfo_endpoint"))
            : Optional.empty(),
        required(document, "jwks_uri"),
        methods != null
            && methods.contains("client_secret_post")
            && !methods.contains("client_secret_basic"),
        document.getBoolean("authorization_response_iss_parameter_supported", false));
  }

  private static URI required(JsonObject document, String name) {
    try {
      URI uri = URI.create(document.getString(name));
      if (SafeUrl.isSafe(uri)) {
        return uri;
      }
    } catch (RuntimeException e) {
      throw SsoFailure.unavailable("discovery_without_" + name, e);
    }
    throw SsoFailure.unavailable("discovery_with_unsafe_" + name);
  }
}
