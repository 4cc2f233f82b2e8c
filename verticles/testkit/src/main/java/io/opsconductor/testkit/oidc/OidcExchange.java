package io.opsconductor.testkit.oidc;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a provider answers when it is well. */
final class OidcExchange {
  private static final int BYTES = 24;

  private final TestOidcProvider provider;
  private final Map<String, Grant> codes = new ConcurrentHashMap<>();
  private final Map<String, Grant> accessTokens = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  OidcExchange(TestOidcProvider provider) {
    this.provider = provider;
  }

  Answer answer(OidcEndpoint endpoint, HttpExchange http) throws IOException {
    return switch (endpoint) {
      case DISCOVERY -> discovery();
      case KEYS -> Answer.json(200, Map.of("keys", provider.publishedKeys()));
      case AUTHORIZE -> authorize(form(http.getRequestURI().getRawQuery()));
      case TOKEN ->
          token(
              form(new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)),
              http.getRequestHeaders().getFirst("Authorization"));
      case USERINFO -> userinfo(http.getRequestHeaders().getFirst("Authorization"));
    };
  }

  private Answer discovery() {
    Set<OidcFault> faults = provider.faults();
    Map<String, Object> document = new LinkedHashMap<>();
    boolean other = faults.contains(OidcFault.OTHER_ISSUER_IN_DISCOVERY);
    document.put("issuer", other ? provider.issuer() + "/other" : provider.issuer());
    document.put("authorization_endpoint", provider.endpoint(OidcEndpoint.AUTHORIZE));
    document.put(
        "token_endpoint",
        faults.contains(OidcFault.PLAIN_ENDPOINTS)
            ? "http://id.example.org/token"
            : provider.endpoint(OidcEndpoint.TOKEN));
    document.put("userinfo_endpoint", provider.endpoint(OidcEndpoint.USERINFO));
    document.put("jwks_uri", provider.endpoint(OidcEndpoint.KEYS));
    document.put("response_types_supported", List.of("code"));
    document.put("subject_types_supported", List.of("public"));
    document.put("id_token_signing_alg_values_supported", List.of("RS256", "ES256", "EdDSA"));
    document.put("code_challenge_methods_supported", List.of("S256"));
    document.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_basic", "client_secret_post"));
    document.put("authorization_response_iss_parameter_supported", true);
    return Answer.json(200, document);
  }

  private Answer authorize(Map<String, String> query) {
    boolean known =
        TestOidcProvider.CLIENT_ID.equals(query.get("client_id"))
            && "code".equals(query.get("response_type"))
            && query.getOrDefault("redirect_uri", "").startsWith("http")
            && List.of(query.getOrDefault("scope", "").split(" ", -1)).contains("openid");
    if (!known) {
      return Answer.error("invalid_request", "Not a request of the client");
    }
    if (!"S256".equals(query.get("code_challenge_method"))
        || query.getOrDefault("code_challenge", "").length() != 43) {
      return Answer.error("invalid_request", "PKCE with S256 is required");
    }
    Map<String, String> reply = new LinkedHashMap<>();
    if (provider.faults().contains(OidcFault.DENIED)) {
      reply.put("error", "access_denied");
      reply.put("error_description", "<b>No</b>, says the provider");
    } else {
      reply.put("code", code(query));
    }
    if (query.containsKey("state")) {
      reply.put("state", query.get("state"));
    }
    boolean other = provider.faults().contains(OidcFault.OTHER_ISSUER_IN_REDIRECT);
    reply.put("iss", provider.issuer() + (other ? "/other" : ""));
    return Answer.redirect(query.get("redirect_uri") + "?" + query(reply));
  }

  private String code(Map<String, String> query) {
    String code = random();
    codes.put(
        code,
        new Grant(
            provider.user(),
            query.get("redirect_uri"),
            query.get("code_challenge"),
            query.get("nonce")));
    return code;
  }

  private Answer token(Map<String, String> form, String authorization) {
    if (!isClient(form, authorization)) {
      return Answer.json(401, Map.of("error", "invalid_client"));
    }
    if (!"authorization_code".equals(form.get("grant_type"))) {
      return Answer.error("unsupported_grant_type", "Only codes are exchanged here");
    }
    Grant grant = codes.remove(form.getOrDefault("code", ""));
    if (grant == null || !grant.redirectUri().equals(form.get("redirect_uri"))) {
      return Answer.error("invalid_grant", "The code is not good, or not any more");
    }
    if (!grant.challenge().equals(sha256(form.getOrDefault("code_verifier", "")))) {
      return Answer.error("invalid_grant", "The verifier does not go with the code");
    }
    String accessToken = random();
    accessTokens.put(accessToken, grant);
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("access_token", accessToken);
    reply.put("token_type", "Bearer");
    reply.put("expires_in", 300);
    if (!provider.faults().contains(OidcFault.NO_ID_TOKEN)) {
      reply.put("id_token", provider.idToken(grant, accessToken));
    }
    return Answer.json(200, reply);
  }

  /** RFC 6749 §2.3.1: name and secret are encoded as in a form before they are joined. */
  private static boolean isClient(Map<String, String> form, String authorization) {
    String id = form.get("client_id");
    String secret = form.get("client_secret");
    if (authorization != null && authorization.startsWith("Basic ")) {
      String[] pair =
          new String(
                  Base64.getDecoder().decode(authorization.substring("Basic ".length())),
                  StandardCharsets.UTF_8)
              .split(":", 2);
      id = decoded(pair[0]);
      secret = pair.length == 2 ? decoded(pair[1]) : "";
    }
    return TestOidcProvider.CLIENT_ID.equals(id) && TestOidcProvider.CLIENT_SECRET.equals(secret);
  }

  private Answer userinfo(String authorization) {
    String prefix = "Bearer ";
    Grant grant =
        authorization == null || !authorization.startsWith(prefix)
            ? null
            : accessTokens.get(authorization.substring(prefix.length()));
    if (grant == null) {
      return Answer.json(401, Map.of("error", "invalid_token"));
    }
    Map<String, Object> claims = new LinkedHashMap<>(grant.user().claims());
    boolean other = provider.faults().contains(OidcFault.OTHER_SUBJECT_IN_USERINFO);
    claims.put("sub", grant.user().subject() + (other ? "-other" : ""));
    return Answer.json(200, claims);
  }

  private String random() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String sha256(String text) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String text) {
    Map<String, String> form = new LinkedHashMap<>();
    if (text != null) {
      for (String pair : text.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
      }
    }
    return form;
  }

  private static String query(Map<String, String> pairs) {
    StringBuilder query = new StringBuilder();
    pairs.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return query.toString();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
