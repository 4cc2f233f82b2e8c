package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.Access;
import io.opsconductor.platform.group.NodeHealth;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EdgeIT {
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway =
        new TestGateway(
            Map.of("allowed_origins", List.of("https://ops.example.org")), services -> {});
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void contract_shouldAskForWhatTheServiceAsksFor_whenARouteIsABusCall() {
    // given
    Contract contract = Contract.load(gateway.vertx()).await();
    Map<String, Endpoint> endpoints =
        new Endpoints(null, new ClientAddresses(false), new BrowserSessions(null)).table();
    // when, then
    assertThat(contract.operations()).hasSizeGreaterThan(35);
    for (ContractOperation operation : contract.operations()) {
      if (endpoints.get(operation.id()) instanceof BusEndpoint call) {
        AccessRule expected =
            switch (call.operation().access()) {
              case Access.Permission permission -> new AccessRule.Permission(permission.name());
              case Access.AnyUser any -> new AccessRule.SignedIn();
              case Access.OwnSession any -> new AccessRule.Person();
              case Access.Services services -> new AccessRule.Anybody();
              case Access.AnyMember any -> new AccessRule.Anybody();
            };
        assertThat(operation.access()).as(operation.id()).isEqualTo(expected);
      }
    }
  }

  @Test
  void stop_shouldTellClientsFirst_whenTheyKeepTheirConnections() {
    String request = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";
    try (TestGateway leaving = new TestGateway(Map.of(), services -> {});
        RawConnection connection = new RawConnection(leaving.port())) {
      // given
      connection.send(request);
      assertThat(connection.answer()).doesNotContainIgnoringCase("connection: close");
      // when
      leaving.vertx().deploymentIDs().forEach(leaving.vertx()::undeploy);
      // then
      await()
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                connection.send(request);
                return connection.answer().toLowerCase(Locale.ROOT).contains("connection: close");
              });
    }
  }

  @Test
  void everyRoute_shouldAskForAToken_unlessTheContractSaysPublic() {
    Contract contract = Contract.load(gateway.vertx()).await();
    Set<String> open = new TreeSet<>();
    for (ContractOperation operation : contract.operations()) {
      // when
      String path = operation.path().substring("/api/v1".length()).replaceAll("\\{[^}]*}", "1");
      HttpResponse<String> response =
          gateway.send(
              gateway
                  .request(path, null)
                  .method(operation.method().name(), BodyPublishers.noBody()));
      // then
      if (operation.access() instanceof AccessRule.Anybody
          || operation.access() instanceof AccessRule.Stream) {
        open.add(operation.id());
      } else {
        assertThat(response.statusCode()).as(operation.id()).isEqualTo(401);
      }
    }
    assertThat(open)
        .containsExactly(
            "askAnyPasskey",
            "askPasskey",
            "beginSso",
            "confirmPasswordReset",
            "finishSso",
            "forgotPassword",
            "jwks",
            "listSignInProviders",
            "login",
            "loginByPasskey",
            "mailCode",
            "redeemSso",
            "refresh",
            "renewPassword",
            "stream",
            "verifyEmail",
            "verifyMfa",
            "verifyPasskey");
  }

  private static String path(ContractOperation operation) {
    return operation
        .path()
        .substring("/api/v1".length())
        .replace("{version}", "1")
        .replaceAll("\\{(node|group)}", "x")
        .replaceAll("\\{[^}]*}", "0197e2a4-7c1e-7000-8000-000000000001");
  }

  @Test
  void everyRoute_shouldBeForbidden_whenTheRoleIsTooSmall() {
    // given
    String nothing = gateway.token("nobody");
    for (ContractOperation operation : Contract.load(gateway.vertx()).await().operations()) {
      if (operation.access() instanceof AccessRule.Permission needed) {
        // when
        HttpResponse<String> response =
            gateway.send(
                gateway
                    .request(path(operation), nothing)
                    .method(operation.method().name(), BodyPublishers.noBody()));
        // then
        assertThat(response.statusCode()).as(operation.id()).isEqualTo(403);
        assertThat(new JsonObject(response.body()).getString("detail")).contains(needed.name());
      }
    }
  }

  @Test
  void everyPath_shouldNameItsMethods_whenAnotherIsUsed() {
    for (ContractOperation operation : Contract.load(gateway.vertx()).await().operations()) {
      // when
      HttpResponse<String> response =
          gateway.send(
              gateway.request(path(operation), null).method("REPORT", BodyPublishers.noBody()));
      // then
      assertThat(response.statusCode()).as(operation.id()).isEqualTo(405);
      assertThat(response.headers().firstValue("Allow").orElseThrow())
          .contains(operation.method().name());
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
    }
  }

  @Test
  void everyRead_shouldSayWhenToComeAgain_whenItsServiceIsDown() {
    // given
    String admin = gateway.token("admin", "*");
    Map<String, Endpoint> endpoints =
        new Endpoints(null, new ClientAddresses(false), new BrowserSessions(null)).table();
    for (ContractOperation operation : Contract.load(gateway.vertx()).await().operations()) {
      if (operation.method().equals(HttpMethod.GET)
          && endpoints.get(operation.id()) instanceof BusEndpoint) {
        // when
        HttpResponse<String> response = gateway.get(path(operation) + needed(operation), admin);
        // then
        assertThat(response.statusCode()).as(operation.id()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        JsonObject problem = new JsonObject(response.body());
        assertThat(problem.getString("code")).isEqualTo("service_unavailable");
      }
    }
  }

  /** The query that the operation cannot do without. */
  private static String needed(ContractOperation operation) {
    String query =
        operation.parameters().stream()
            .filter(rule -> rule.in() == ParameterRule.In.QUERY && rule.required())
            .map(rule -> rule.name() + "=" + anything(rule.name()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  private static String anything(String parameter) {
    return switch (parameter) {
      case "from" -> "2026-01-01T00:00:00Z";
      case "to" -> "2026-01-02T00:00:00Z";
      default -> "x";
    };
  }

  @Test
  void docs_shouldBeServedFromHere_whenNobodyIsSignedIn() {
    // when
    HttpResponse<String> yaml = gateway.get("//api/openapi.yaml", null);
    HttpResponse<String> page = gateway.get("//api/docs", null);
    // then
    assertThat(yaml.body()).startsWith("openapi: 3.1.0").contains("application/problem+json");
    assertThat(page.body()).contains("/api/docs/swagger-ui-bundle.js").doesNotContain("http:");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .doesNotContain("unsafe-eval");
    assertThat(gateway.get("//api/docs/swagger-ui.css", null).statusCode()).isEqualTo(200);
    assertThat(gateway.get("//", null).headers().firstValue("Location")).contains("/api/docs");
  }

  @Test
  void cors_shouldBeGranted_whenTheOriginIsConfigured() {
    // when
    HttpResponse<String> granted = preflight("https://ops.example.org");
    HttpResponse<String> refused = preflight("https://evil.example.net");
    // then
    assertThat(granted.statusCode()).isEqualTo(204);
    assertThat(granted.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://ops.example.org");
    assertThat(granted.headers().firstValue("Access-Control-Allow-Headers")).isPresent();
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  private static HttpResponse<String> preflight(String origin) {
    return gateway.send(
        gateway
            .request("/targets", null)
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .method("OPTIONS", BodyPublishers.noBody()));
  }

  @Test
  void health_shouldFollowTheNode_whenItDrainsOrAPartFails() {
    // given
    NodeHealth health = gateway.harness().runtime().health();
    assertThat(gateway.get("//health/live", null).statusCode()).isEqualTo(200);
    assertThat(gateway.get("//health/ready", null).statusCode()).isEqualTo(200);
    // when
    health.check("database-x", () -> false);
    HttpResponse<String> broken = gateway.get("//health/ready", null);
    health.forget("database-x");
    health.becomes(NodeHealth.State.DRAINING);
    HttpResponse<String> draining = gateway.get("//health/ready", null);
    health.becomes(NodeHealth.State.READY);
    // then
    assertThat(broken.statusCode()).isEqualTo(503);
    assertThat(new JsonObject(broken.body()).getJsonObject("checks").getString("database-x"))
        .isEqualTo("down");
    assertThat(draining.statusCode()).isEqualTo(503);
    assertThat(new JsonObject(draining.body()).getString("state")).isEqualTo("draining");
    assertThat(gateway.get("//health/live", null).statusCode()).isEqualTo(200);
  }

  @Test
  void jwks_shouldListTheKeys_whenNobodyIsSignedIn() {
    // when
    JsonObject keys = new JsonObject(gateway.get("/auth/jwks", null).body());
    // then
    assertThat(keys.getJsonArray("keys").getJsonObject(0).getString("kid")).isEqualTo("access-1");
    assertThat(keys.getJsonArray("keys").getJsonObject(0).containsKey("d")).isFalse();
  }

  @Test
  void scale_shouldKeepServing_whenInstancesGo() {
    // when
    gateway.harness().runtime().scale("gateway", 1);
    // then
    assertThat(gateway.get("//health/live", null).statusCode()).isEqualTo(200);
    gateway.harness().runtime().scale("gateway", 2);
    assertThat(gateway.get("//health/live", null).statusCode()).isEqualTo(200);
  }
}
