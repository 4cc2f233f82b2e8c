package io.opsconductor.auth;

import io.opsconductor.contracts.auth.SsoFinished;
import io.opsconductor.testkit.oidc.OidcUser;
import io.opsconductor.testkit.oidc.TestOidcProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Auth with a real OpenID provider under several names, and one that does not exist. */
final class OidcNode implements AutoCloseable {
  static final String PUBLIC_URL = "http://127.0.0.1:8080";

  private final SettableClock clock = new SettableClock();
  final TestOidcProvider provider = TestOidcProvider.start(clock);
  final AuthNode node;

  OidcNode() {
    Map<String, Object> oidc = new HashMap<>();
    oidc.put(
        "providers",
        List.of(
            provider(
                "acme",
                Map.of(
                    "label",
                    "Acme ID",
                    "create_users",
                    true,
                    "groups",
                    List.of(Map.of("group", "ops", "roles", List.of("operator"))))),
            provider(
                "strict", Map.of("link_by_email", true, "email_domains", List.of("Example.org"))),
            provider(
                "trusted",
                Map.of(
                    "create_users",
                    true,
                    "trusted_second_factor",
                    Map.of("acr", List.of("urn:strong"), "amr", List.of("mfa")))),
            provider("info", Map.of("create_users", true, "userinfo", true)),
            provider("dead", Map.of("issuer", "http://127.0.0.1:1/id"))));
    node = new AuthNode(Map.of("public_url", PUBLIC_URL + "/", "oidc", oidc), clock);
  }

  private Map<String, Object> provider(String name, Map<String, ?> more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("name", name);
    settings.put("issuer", provider.issuer());
    settings.put("client_id", TestOidcProvider.CLIENT_ID);
    settings.put("client_secret_file", secretFile().toString());
    settings.putAll(more);
    return settings;
  }

  private static Path secretFile() {
    try {
      Path file = Files.createTempFile("client", ".secret");
      file.toFile().deleteOnExit();
      return Files.writeString(file, TestOidcProvider.CLIENT_SECRET + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SsoBrowser browser() {
    return new SsoBrowser(node, provider);
  }

  /** All the way, of somebody at a browser of one's own. */
  SsoFinished signIn(String name, OidcUser user) {
    provider.signedIn(user);
    return browser().signIn(name);
  }

  /** Why sign-ins failed, as the events say. */
  List<String> reasons() {
    return node.harness
        .db()
        .list(
            "SELECT envelope->'data'->>'reason' AS reason FROM outbox"
                + " WHERE envelope->>'type' = 'session.refused' ORDER BY id",
            row -> row.getString("reason"));
  }

  @Override
  public void close() {
    node.close();
    provider.close();
  }
}
