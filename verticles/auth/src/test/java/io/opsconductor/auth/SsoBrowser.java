package io.opsconductor.auth;

import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.BeginSso;
import io.opsconductor.contracts.auth.FinishSso;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.SsoBegun;
import io.opsconductor.contracts.auth.SsoFinished;
import io.opsconductor.contracts.auth.SsoProgram;
import io.opsconductor.testkit.oidc.TestOidcProvider;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A browser that goes to an OpenID provider and comes back, with auth itself behind it. */
final class SsoBrowser {
  private final AuthNode node;
  private final TestOidcProvider provider;
  private SecretText binding;

  SsoBrowser(AuthNode node, TestOidcProvider provider) {
    this.node = node;
    this.provider = provider;
  }

  SsoBegun begin(String name, String returnTo, SsoProgram program) {
    SsoBegun begun =
        node.asGateway(
            AuthOperations.BEGIN_SSO, new BeginSso(name, returnTo, binding, false, program));
    if (begun.binding() != null) {
      binding = begun.binding();
    }
    return begun;
  }

  /** To the provider; with what it sends the browser back. */
  Map<String, String> visit(String name) {
    return query(provider.visit(URI.create(begin(name, null, null).location())));
  }

  SsoFinished comeBack(String name, Map<String, String> query) {
    return node.asGateway(
        AuthOperations.FINISH_SSO,
        new FinishSso(
            name,
            secret(query.get("state")),
            secret(query.get("code")),
            query.get("iss"),
            query.get("error"),
            binding,
            false,
            new SessionClient("Browser", "192.0.2.7")));
  }

  /** All the way. */
  SsoFinished signIn(String name) {
    return comeBack(name, visit(name));
  }

  static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    for (String pair : uri.getRawQuery().split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query;
  }

  private static SecretText secret(String text) {
    return text == null ? null : new SecretText(text);
  }
}
