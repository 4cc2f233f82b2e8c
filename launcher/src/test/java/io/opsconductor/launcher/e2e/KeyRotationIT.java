package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing keys are replaced, and services outside ask what tokens are worth. */
class KeyRotationIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int CLIENTS = 4;
  private static IdentityNode node;
  private static Api admin;

  @BeforeAll
  static void start() {
    node = new IdentityNode(Map.of("signing_key_lead_seconds", 5));
    admin = node.admin();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static List<String> published(String path) {
    Api.Answer answer = Api.anonymous(node.url()).get(path);
    assertThat(answer.status()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    for (JsonNode key : answer.body().path("keys")) {
      assertThat(key.has("d")).isFalse();
      assertThat(key.path("alg").asText()).isEqualTo("ES256");
      ids.add(key.path("kid").asText());
    }
    return ids;
  }

  @Test
  void rotation_shouldFailNoRequest_whenItIsAskedForUnderLoad() {
    // given
    RefreshingClients load = new RefreshingClients(CLIENTS, node.url());
    try (load) {
      for (int rotation = 1; rotation <= 2; rotation++) {
        // when
        Api.Answer rotated = admin.post("/auth/keys/rotate", null);
        // then
        assertThat(rotated.status()).isEqualTo(200);
        String next = rotated.body().path("keyId").asText();
        assertThat(published("/auth/jwks")).contains(next);
        await()
            .atMost(PATIENCE)
            .until(() -> load.keysSeen().contains(next) || !load.failures().isEmpty());
      }
    }
    assertThat(load.failures()).isEmpty();
    assertThat(load.keysSeen()).hasSize(3);
    assertThat(load.served()).isGreaterThan(CLIENTS);
    assertThat(published("/auth/jwks")).containsAll(load.keysSeen());
  }

  @Test
  void jwks_shouldBePublicAndKeptForAWhile_whenItIsAskedForAtItsPlace() {
    // when
    Api.Answer answer = Api.anonymous(node.url()).get("/.well-known/jwks.json");
    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("keys")).isNotEmpty();
    assertThat(answer.response().headers().firstValue("Cache-Control"))
        .contains("public, max-age=20");
  }

  @Test
  void rotate_shouldBeForbidden_whenTheCallerMayNot() {
    // given
    Api program = with(token("target:read"));
    // when, then
    assertThat(program.post("/auth/keys/rotate", null).status()).isEqualTo(403);
    assertThat(program.post("/auth/validate", Map.of("token", "x")).status()).isEqualTo(403);
    assertThat(program.post("/auth/permissions", Map.of("token", "x")).status()).isEqualTo(403);
  }

  private static JsonNode token(String... permissions) {
    return admin
        .post("/tokens", Map.of("name", "outside", "permissions", List.of(permissions)))
        .body();
  }

  private static Api with(JsonNode token) {
    return admin.withToken(token.path("token").asText());
  }

  @Test
  void validate_shouldTellWhatATokenIsWorth_untilItIsRevoked() {
    // given
    Api service = with(token("token:inspect"));
    JsonNode asked = token("job:run", "target:read");
    Map<String, String> question = Map.of("token", asked.path("token").asText());
    // when
    JsonNode api = service.post("/auth/validate", question).body();
    JsonNode access = service.post("/auth/validate", Map.of("token", admin.token())).body();
    JsonNode permissions =
        service
            .post(
                "/auth/permissions",
                Map.of(
                    "token",
                    asked.path("token").asText(),
                    "permissions",
                    List.of("job:run", "user:write")))
            .body();
    // then
    assertThat(api.path("active").asBoolean()).isTrue();
    assertThat(api.path("scope").asText()).isEqualTo("job:run target:read");
    assertThat(api.path("jti")).isEqualTo(asked.path("id"));
    assertThat(api.path("kind").asText()).isEqualTo("api_token");
    assertThat(access.path("kind").asText()).isEqualTo("access_token");
    assertThat(access.path("username").asText()).isEqualTo("admin");
    assertThat(access.path("exp").asLong()).isPositive();
    assertThat(permissions.path("allowed").path("job:run").asBoolean()).isTrue();
    assertThat(permissions.path("allowed").path("user:write").asBoolean(true)).isFalse();
    assertThat(admin.get("/tokens/" + asked.path("id").asText()).body().has("lastUsedAt"))
        .isFalse();
    // and when
    admin.delete("/tokens/" + asked.path("id").asText());
    // then
    assertThat(service.post("/auth/validate", question).body().toString())
        .isEqualTo("{\"active\":false}");
    assertThat(service.post("/auth/validate", Map.of("token", "x")).body().toString())
        .isEqualTo("{\"active\":false}");
    assertThat(service.post("/auth/permissions", question).body().path("active").asBoolean(true))
        .isFalse();
  }
}
