package io.opsconductor.auth.oidc;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The published keys of a provider, as far as they are of algorithms that are accepted. Of each
 * only what makes the public key is taken over, and its algorithm is told to the library: what a
 * key or a token says besides decides nothing.
 */
final class ProviderKeys {
  private static final int MOST_KEYS = 32;
  private static final int LEAST_MODULUS = 342;

  /** In seconds: times are looked at here, by the clock that was given. */
  private static final int ANY_TIME = (int) Duration.ofDays(3650).toSeconds();

  /** Id of a key without one; a provider with a single key need not name it. */
  private static final String NAMELESS = "";

  private final Map<String, TokenAlgorithm> algorithms;
  private final OAuth2Auth library;

  private ProviderKeys(Map<String, TokenAlgorithm> algorithms, OAuth2Auth library) {
    this.algorithms = Map.copyOf(algorithms);
    this.library = library;
  }

  static ProviderKeys of(Vertx vertx, JsonObject document, OidcProviderSettings settings) {
    Map<String, TokenAlgorithm> algorithms = new HashMap<>();
    List<JsonObject> keys = new ArrayList<>();
    if (document.getValue("keys") instanceof JsonArray published) {
      for (Object entry : published) {
        if (entry instanceof JsonObject jwk && keys.size() < MOST_KEYS) {
          String id = jwk.getValue("kid") instanceof String kid ? kid : NAMELESS;
          Optional<JsonObject> key = usable(jwk, id);
          if (key.isPresent() && !algorithms.containsKey(id)) {
            algorithms.put(id, TokenAlgorithm.of(key.get().getString("alg")).orElseThrow());
            keys.add(key.get());
          }
        }
      }
    }
    if (keys.isEmpty()) {
      throw SsoFailure.unavailable("no_usable_keys");
    }
    return new ProviderKeys(algorithms, library(vertx, settings, keys));
  }

  /** What the library verifies with; without an address that it could ask. */
  private static OAuth2Auth library(
      Vertx vertx, OidcProviderSettings settings, List<JsonObject> keys) {
    JWTOptions accepted =
        new JWTOptions()
            .setIssuer(settings.issuer())
            .addAudience(settings.clientId())
            .setLeeway(ANY_TIME);
    return OAuth2Auth.create(
        vertx,
        new OAuth2Options().setClientId(settings.clientId()).setJwks(keys).setJWTOptions(accepted));
  }

  /** The algorithm of a key; empty when there is none of this name. */
  Optional<TokenAlgorithm> algorithm(String keyId) {
    if (keyId != null) {
      return Optional.ofNullable(algorithms.get(keyId));
    }
    return algorithms.size() == 1
        ? algorithms.values().stream().findFirst()
        : Optional.ofNullable(algorithms.get(NAMELESS));
  }

  /** Whether one of these keys made the token, of which nothing else is said here. */
  boolean signed(String token) {
    try {
      return library
          .authenticate(new TokenCredentials(token))
          .await()
          .attributes()
          .containsKey("accessToken");
    } catch (Exception e) {
      // Checked ones too: await throws what the library failed with, undeclared.
      return false;
    }
  }

  private static Optional<JsonObject> usable(JsonObject jwk, String id) {
    if (jwk.containsKey("use") && !"sig".equals(jwk.getValue("use"))) {
      return Optional.empty();
    }
    Optional<TokenAlgorithm> algorithm = TokenAlgorithm.ofKey(jwk);
    boolean said =
        !jwk.containsKey("alg")
            || algorithm.filter(own -> own.word().equals(jwk.getValue("alg"))).isPresent();
    if (algorithm.isEmpty() || !said) {
      return Optional.empty();
    }
    JsonObject key = new JsonObject().put("alg", algorithm.get().word());
    if (!id.equals(NAMELESS)) {
      key.put("kid", id);
    }
    for (String member : List.of("kty", "n", "e", "crv", "x", "y")) {
      if (jwk.getValue(member) instanceof String text) {
        key.put(member, text);
      }
    }
    boolean weak = key.containsKey("n") && key.getString("n").length() < LEAST_MODULUS;
    return weak ? Optional.empty() : Optional.of(key);
  }
}
