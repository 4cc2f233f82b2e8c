package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** API tokens through the front door. */
class ApiTokensIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What is promised after a token is revoked, or its owner may do less. */
  private static final long PROMISED_SECONDS = 5;

  private static IdentityNode node;
  private static Api admin;

  @BeforeAll
  static void start() {
    node = new IdentityNode(Map.of());
    admin = node.admin();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static JsonNode create(String... permissions) {
    Api.Answer answer =
        admin.post("/tokens", Map.of("name", "ci", "permissions", List.of(permissions)));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.response().headers().firstValue("Location"))
        .contains("/api/v1/tokens/" + answer.id());
    assertThat(answer.response().headers().firstValue("Cache-Control")).contains("no-store");
    return answer.body();
  }

  private static Api with(JsonNode token) {
    return admin.withToken(token.path("token").asText());
  }

  private static int statusWith(String... headers) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(node.url() + "/api/v1/auth/me"))
              .headers(headers)
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void token_shouldActForItsOwner_whenItComesAsBearerOrApiKey() {
    // given
    JsonNode token = create("user:read", "target:read");
    String text = token.path("token").asText();
    // when
    Api.Answer me = with(token).get("/auth/me");
    Api.Answer users =
        Api.anonymous(node.url()).send("GET", "/users", null, Map.of("X-API-Key", text));
    // then
    assertThat(me.body().path("username").asText()).isEqualTo("admin");
    assertThat(me.body().path("tokenId").asText()).isEqualTo(token.path("id").asText());
    assertThat(me.body().path("permissions")).hasSize(2);
    assertThat(users.status()).isEqualTo(200);
    assertThat(with(token).get("/credentials").status()).isEqualTo(403);
    assertThat(with(token).post("/users", Map.of()).status()).isEqualTo(403);
  }

  @Test
  void token_shouldBeRefused_whereASessionIsNeeded() {
    // given
    Api program = with(create("*"));
    // when, then
    assertThat(program.post("/tokens", Map.of("name", "x", "permissions", List.of("*"))).status())
        .isEqualTo(403);
    assertThat(program.post("/auth/logout", null).status()).isEqualTo(403);
    assertThat(program.delete("/auth/sessions").status()).isEqualTo(403);
    assertThat(program.get("/tokens").status()).isEqualTo(403);
  }

  @Test
  void request_shouldBeUnauthenticated_whenTokensAreSeveralOrMistaken() {
    // given
    String text = create("*").path("token").asText();
    String jwt = admin.token();
    // when, then
    assertThat(statusWith("X-API-Key", text)).isEqualTo(200);
    assertThat(statusWith("X-API-Key", text, "X-API-Key", text)).isEqualTo(401);
    assertThat(statusWith("Authorization", "Bearer " + text, "X-API-Key", text)).isEqualTo(401);
    assertThat(statusWith("Authorization", "Bearer " + jwt, "Authorization", "Bearer " + jwt))
        .isEqualTo(401);
    assertThat(statusWith("X-API-Key", jwt)).isEqualTo(401);
    assertThat(statusWith("Authorization", "Basic " + text)).isEqualTo(401);
    String mistyped = text.substring(0, text.length() - 1) + (text.endsWith("x") ? "y" : "x");
    Api.Answer answer = admin.withToken(mistyped).get("/auth/me");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.isProblem()).isTrue();
    assertThat(answer.body().path("detail").asText()).contains("checksum");
  }

  @Test
  void create_shouldSayWhatIsWrong_whenTheEndIsNotAllowed() {
    Map<String, Object> body = new HashMap<>(Map.of("name", "x", "permissions", List.of("*")));
    for (Object end : new Object[] {null, "2001-01-01T00:00:00Z", "9999-01-01T00:00:00Z"}) {
      // when
      body.put("expiresAt", end);
      Api.Answer answer = admin.post("/tokens", body);
      // then
      assertThat(answer.status()).as(String.valueOf(end)).isEqualTo(422);
      assertThat(answer.mistakeAt("/expiresAt")).isNotEmpty();
    }
    body.put("expiresAt", "tomorrow");
    assertThat(admin.post("/tokens", body).status()).isEqualTo(400);
    Instant end = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
    body.put("expiresAt", end.toString());
    assertThat(Instant.parse(admin.post("/tokens", body).body().path("expiresAt").asText()))
        .isEqualTo(end);
  }

  @Test
  void revoke_shouldEndRestAndStreams_withinWhatIsPromised() throws Exception {
    // given
    JsonNode token = create("execution:read");
    Api program = with(token);
    assertThat(program.get("/auth/me").status()).isEqualTo(200);
    String ticket = program.post("/stream/tickets", null).body().path("ticket").asText();
    try (LiveStream byHeader = LiveStream.open(program);
        LiveStream byTicket = LiveStream.open(admin.withToken(null))) {
      byTicket.send("{\"type\":\"auth\",\"ticket\":\"" + ticket + "\"}");
      // when
      long begin = System.nanoTime();
      assertThat(admin.delete("/tokens/" + token.path("id").asText()).status()).isEqualTo(204);
      // then
      await().atMost(PATIENCE).until(() -> program.get("/auth/me").status() == 401);
      assertThat(byHeader.closed().get(30, TimeUnit.SECONDS)).isEqualTo(4401);
      assertThat(byTicket.closed().get(30, TimeUnit.SECONDS)).isEqualTo(4401);
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isLessThan(Duration.ofSeconds(PROMISED_SECONDS));
    }
    assertThat(program.post("/stream/tickets", null).status()).isEqualTo(401);
  }

  @Test
  void lists_shouldShowUseAndNoText_whenTokensAreUsed() {
    // given
    JsonNode token = create("job:read");
    String id = token.path("id").asText();
    String text = token.path("token").asText();
    // when
    with(token).get("/auth/me");
    // then
    await()
        .atMost(PATIENCE)
        .until(
            () -> admin.get("/tokens/" + id).body().path("lastUsedFrom").asText(),
            "127.0.0.1"::equals);
    String owner = token.path("ownerId").asText();
    for (String path : List.of("/tokens", "/tokens/" + id, "/users/" + owner + "/tokens")) {
      Api.Answer answer = admin.get(path);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().toString()).contains(id).doesNotContain(text);
    }
  }
}
