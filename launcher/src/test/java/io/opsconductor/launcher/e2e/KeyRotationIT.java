package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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

  private static String keyId(String accessToken) {
    String header = accessToken.substring(0, accessToken.indexOf('.'));
    return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(header))).getString("kid");
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
  void rotation_shouldFailNoRequest_whenItIsAskedForUnderLoad() throws InterruptedException {
    // given
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    Set<String> keysSeen = ConcurrentHashMap.newKeySet();
    AtomicInteger served = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    List<String> sessions = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      sessions.add(
          Api.anonymous(node.url())
              .post("/auth/login", Map.of("username", "admin", "password", Node.PASSWORD))
              .body()
              .path("refreshToken")
              .asText());
    }
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String session : sessions) {
        clients.execute(() -> load(session, over, keysSeen, served, failures));
      }
      try {
        for (int rotation = 1; rotation <= 2; rotation++) {
          // when
          Api.Answer rotated = admin.post("/auth/keys/rotate", null);
          // then
          assertThat(rotated.status()).isEqualTo(200);
          String next = rotated.body().path("keyId").asText();
          assertThat(published("/auth/jwks")).contains(next);
          await().atMost(PATIENCE).until(() -> keysSeen.contains(next) || !failures.isEmpty());
        }
      } finally {
        over.set(true);
      }
    }
    assertThat(failures).isEmpty();
    assertThat(keysSeen).hasSize(3);
    assertThat(served.get()).isGreaterThan(CLIENTS);
    assertThat(published("/auth/jwks")).containsAll(keysSeen);
  }

  /** One client that refreshes and asks until it is over. */
  private static void load(
      String session,
      AtomicBoolean over,
      Set<String> keysSeen,
      AtomicInteger served,
      Queue<String> failures) {
    String refreshToken = session;
    while (!over.get() && failures.isEmpty()) {
      Api.Answer pair =
          Api.anonymous(node.url()).post("/auth/refresh", Map.of("refreshToken", refreshToken));
      if (pair.status() != 200) {
        failures.add("refresh: " + pair.status() + " " + pair.body());
        return;
      }
      refreshToken = pair.body().path("refreshToken").asText();
      String token = pair.body().path("accessToken").asText();
      keysSeen.add(keyId(token));
      for (int i = 0; i < 3; i++) {
        Api.Answer me = admin.withToken(token).get("/auth/me");
        if (me.status() != 200) {
          failures.add("me: " + me.status() + " " + me.body());
        }
        served.incrementAndGet();
      }
    }
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
