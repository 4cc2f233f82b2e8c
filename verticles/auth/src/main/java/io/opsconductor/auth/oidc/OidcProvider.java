package io.opsconductor.auth.oidc;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One provider: what it says of itself, and what it says of people. */
final class OidcProvider {
  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);

  private static final String EMAIL = "email";
  private static final String EMAIL_VERIFIED = "email_verified";

  private final Vertx vertx;
  private final OidcProviderSettings settings;
  private final ClientSecret secret;
  private final String redirectUri;
  private final ProviderClient client;
  private final IdTokenCheck check;
  private final Shared<ProviderMetadata> metadata;
  private final Shared<ProviderKeys> keys;

  OidcProvider(Vertx vertx, OidcProviderSettings settings, String redirectUri, Clock clock) {
    this.vertx = vertx;
    this.settings = settings;
    this.secret = ClientSecret.of(settings);
    this.redirectUri = redirectUri;
    this.client = new ProviderClient(vertx, settings, clock);
    this.check = new IdTokenCheck(settings, clock);
    this.metadata = new Shared<>(clock);
    this.keys = new Shared<>(clock);
  }

  OidcProviderSettings settings() {
    return settings;
  }

  /**
   * Where a browser begins to sign in.
   *
   * @throws SsoFailure when the provider does not say where
   */
  String authorizationUrl(String state, String nonce, String verifier) {
    URI endpoint = metadata().authorization();
    String text = endpoint.toString();
    int query = text.indexOf('?');
    OAuth2Auth library =
        OAuth2Auth.create(
            vertx,
            new OAuth2Options()
                .setClientId(settings.clientId())
                .setAuthorizationPath(query < 0 ? text : text.substring(0, query)));
    OAuth2AuthorizationURL url =
        new OAuth2AuthorizationURL()
            .setRedirectUri(redirectUri)
            .setState(state)
            .setCodeChallenge(Digests.challenge(verifier))
            .setCodeChallengeMethod("S256")
            .putAdditionalParameter("nonce", nonce);
    settings.scopes().forEach(url::addScope);
    if (!settings.trustedSecondFactor().acr().isEmpty()) {
      url.putAdditionalParameter(
          "acr_values", String.join(" ", settings.trustedSecondFactor().acr()));
    }
    String made = library.authorizeURL(url);
    // The library does not look for a query that is there already.
    return query < 0 ? made : made + "&" + text.substring(query + 1);
  }

  /**
   * Fails unless the provider that sent the browser back is this one (RFC 9207).
   *
   * @param said null when it does not say
   */
  void requireOwn(String said) {
    boolean own = said == null ? !metadata().namesItself() : said.equals(settings.issuer());
    if (!own) {
      throw SsoFailure.untrusted("answer_of_another_issuer");
    }
  }

  /**
   * What the provider says of whoever came back with this code.
   *
   * @throws SsoFailure when it cannot be asked or believed
   */
  JsonObject claims(String code, String verifier, String nonce) {
    JsonObject tokens = exchange(code, verifier);
    if (!(tokens.getValue("id_token") instanceof String idToken)
        || !(tokens.getValue("access_token") instanceof String accessToken)) {
      throw SsoFailure.untrusted("no_id_token");
    }
    JsonObject claims = check.claims(idToken, accessToken, nonce, this::keysWith);
    if (settings.userinfo()) {
      add(claims, userinfo(accessToken, claims.getString("sub")));
    }
    return claims;
  }

  /**
   * What the ID token does not say. An address and whether it is verified are of one document: of
   * the other's address it is not said.
   */
  static void add(JsonObject claims, JsonObject userinfo) {
    if (claims.containsKey(EMAIL)) {
      userinfo.remove(EMAIL_VERIFIED);
    } else {
      claims.remove(EMAIL_VERIFIED);
    }
    userinfo.stream()
        .filter(entry -> !claims.containsKey(entry.getKey()))
        .forEach(entry -> claims.put(entry.getKey(), entry.getValue()));
  }

  private JsonObject exchange(String code, String verifier) {
    ProviderMetadata known = metadata();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirectUri);
    form.put("code_verifier", verifier);
    String authorization = secret.show(form, known.secretInForm());
    ProviderClient.Reply reply = client.post(known.token(), authorization, query(form));
    if (reply.isOk()) {
      return reply.body();
    }
    if ("invalid_client".equals(reply.body().getValue("error"))) {
      LOG.atError()
          .addKeyValue("provider", settings.name())
          .log("The OpenID provider does not accept the client: check its id and its secret");
    }
    throw SsoFailure.refused("code_refused");
  }

  private JsonObject userinfo(String accessToken, String subject) {
    URI endpoint =
        metadata().userinfo().orElseThrow(() -> SsoFailure.unavailable("no_userinfo_endpoint"));
    ProviderClient.Reply reply = client.get(endpoint, "Bearer " + accessToken);
    if (!reply.isOk()) {
      throw SsoFailure.unavailable("userinfo_refused");
    }
    // OpenID Connect Core §5.3.2: it could be of somebody else.
    if (!subject.equals(reply.body().getValue("sub"))) {
      throw SsoFailure.untrusted("userinfo_of_another_subject");
    }
    return reply.body();
  }

  private ProviderMetadata metadata() {
    return metadata.get(
        () -> {
          String issuer = settings.issuer();
          String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
          return ProviderMetadata.of(
              document(URI.create(base + "/.well-known/openid-configuration")), issuer);
        });
  }

  private ProviderKeys keysWith(String keyId) {
    ProviderKeys known = keys.get(this::fetchKeys);
    return known.algorithm(keyId).isPresent() ? known : keys.after(known, this::fetchKeys);
  }

  private ProviderKeys fetchKeys() {
    return ProviderKeys.of(vertx, document(metadata().keys()), settings);
  }

  private JsonObject document(URI uri) {
    ProviderClient.Reply reply = client.get(uri, null);
    if (!reply.isOk()) {
      throw SsoFailure.unavailable("status_" + reply.status());
    }
    return reply.body();
  }

  private static String query(Map<String, String> form) {
    StringBuilder query = new StringBuilder();
    form.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return query.toString();
  }

  /** How the client proves at the token end point who it is. */
  private record ClientSecret(String clientId, String secret) {
    private static ClientSecret of(OidcProviderSettings settings) {
      return new ClientSecret(
          settings.clientId(),
          settings.clientSecretFile() == null ? null : SecretFile.read(settings));
    }

    /** The header of a request with this form; null where the form says it. */
    private String show(Map<String, String> form, boolean inForm) {
      if (secret == null || inForm) {
        form.put("client_id", clientId);
      }
      if (secret == null) {
        return null;
      }
      if (inForm) {
        form.put("client_secret", secret);
        return null;
      }
      // RFC 6749 §2.3.1: as in a form, before they are joined.
      String pair = encoded(clientId) + ":" + encoded(secret);
      return "Basic "
          + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return clientId;
    }
  }
}
