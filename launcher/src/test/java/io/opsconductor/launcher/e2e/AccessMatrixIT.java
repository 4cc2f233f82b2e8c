package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every route with every built-in role, without a token, and from another organization. */
@Execution(ExecutionMode.CONCURRENT)
class AccessMatrixIT {
  private static final String PASSWORD = "four kettles under the bridge";
  private static final Set<String> RULES =
      Set.of("public", "authenticated", "session", "person", "stream");

  /** They would end the session with which the others are tried. */
  private static final Set<String> ENDS_THE_SESSION = Set.of("logout", "endSessions");

  @TempDir static Path directory;
  private static Node node;
  private static Api admin;
  private static List<Routes> routes;

  @BeforeAll
  static void start() {
    // Far more sign-ins than anybody would make by hand.
    node =
        Node.start(
            directory.resolve("data"),
            Map.of("OPSCONDUCTOR_GATEWAY_SIGN_INS_PER_MINUTE", "1000000"));
    admin = Api.login(node.url(), "admin", Node.PASSWORD);
    routes = Routes.of(admin);
  }

  @AfterAll
  static void stop() {
    int exit = node.terminate();
    assertThat(exit).isZero();
    assertThat(node.defects()).isEmpty();
  }

  private static Api user(String name, String organizationId, String... roles) {
    Map<String, Object> user = new HashMap<>();
    user.put("username", name);
    user.put("password", PASSWORD);
    user.put("roles", List.of(roles));
    if (organizationId != null) {
      user.put("organizationId", organizationId);
    }
    created("/users", user);
    return Api.login(node.url(), name, PASSWORD);
  }

  private static Api.Answer created(String path, Object body) {
    Api.Answer answer = admin.post(path, body);
    assertThat(answer.status()).as("%s %s", path, answer.body()).isIn(201, 202);
    return answer;
  }

  private static Api.Answer send(Api api, Routes route, Map<String, String> ids, JsonNode body) {
    byte[] json =
        !route.hasBody()
            ? null
            : (body == null || body.isMissingNode() ? "{}" : body.toString())
                .getBytes(StandardCharsets.UTF_8);
    return api.send(route.method(), route.path(ids), json, Map.of("If-Match", "*"));
  }

  @Test
  void everyRoute_shouldHaveARule() {
    assertThat(routes).hasSizeGreaterThan(60);
    assertThat(routes)
        .allSatisfy(
            route ->
                assertThat(route.needsPermission() || RULES.contains(route.rule()))
                    .as(route.id())
                    .isTrue());
  }

  @Test
  void everyRoute_shouldAskForAToken_unlessItIsPublic() {
    // given
    Api nobody = Api.anonymous(node.url());
    SoftAssertions all = new SoftAssertions();
    // when, then
    for (Routes route : routes) {
      if (!route.rule().equals("public") && !route.rule().equals("stream")) {
        all.assertThat(send(nobody, route, nowhere(), null).status()).as(route.id()).isEqualTo(401);
      }
    }
    all.assertAll();
  }

  @Test
  void everyRoute_shouldBeOpenToExactlyTheRolesThatHaveItsPermission() {
    // given
    SoftAssertions all = new SoftAssertions();
    Map<String, List<String>> roles = roles();
    roles.put("", List.of());
    // when, then
    roles.forEach(
        (role, permissions) -> {
          Api api = role.isEmpty() ? user("matrix-none", null) : user("matrix-" + role, null, role);
          for (Routes route : routes) {
            if (route.needsPermission()) {
              Api.Answer answer = send(api, route, nowhere(), null);
              all.assertThat(answer.status() == 403 && answer.code().equals("forbidden"))
                  .as("%s as %s: %s", route.id(), role, answer.body())
                  .isEqualTo(!may(permissions, route));
              all.assertThat(answer.status())
                  .as("%s as %s: %s", route.id(), role, answer.body())
                  .isLessThan(500);
            } else if (!ENDS_THE_SESSION.contains(route.id()) && !route.rule().equals("stream")) {
              Api.Answer answer = send(api, route, nowhere(), null);
              all.assertThat(answer.status())
                  .as("%s as %s: %s", route.id(), role, answer.body())
                  .isLessThan(500);
            }
          }
        });
    all.assertAll();
  }

  /** The permissions of the built-in roles. */
  private static Map<String, List<String>> roles() {
    Map<String, List<String>> roles = new LinkedHashMap<>();
    admin
        .get("/roles")
        .body()
        .path("items")
        .valueStream()
        .filter(role -> role.path("builtIn").asBoolean())
        .forEach(
            role ->
                roles.put(
                    role.path("name").asText(),
                    role.path("permissions").valueStream().map(JsonNode::asText).toList()));
    assertThat(roles).containsOnlyKeys("viewer", "operator", "manager", "auditor", "admin");
    return roles;
  }

  private static boolean may(List<String> permissions, Routes route) {
    return !route.needsPermission()
        || permissions.contains("*")
        || permissions.contains(route.rule());
  }

  /** Ids of nothing. */
  private static Map<String, String> nowhere() {
    Map<String, String> ids = new HashMap<>();
    for (String parameter : List.of("id", "taskId", "userId", "identityId")) {
      ids.put(parameter, UUID.randomUUID().toString());
    }
    ids.put("version", "1");
    ids.put("node", "nowhere");
    ids.put("provider", "nobody");
    ids.put("group", "jobs");
    return ids;
  }

  @Test
  void everyThing_shouldBeUnknown_whenItIsOfAnotherOrganization() {
    // given
    Map<String, Map<String, String>> things = things();
    String organization = created("/organizations", Map.of("name", "Other")).id();
    Map<String, List<String>> roles = roles();
    Map<String, Api> foreigners = new LinkedHashMap<>();
    roles
        .keySet()
        .forEach(role -> foreigners.put(role, user("foreign-" + role, organization, role)));
    SoftAssertions all = new SoftAssertions();
    List<String> tried = new ArrayList<>();
    // when, then
    // The lists first: afterwards the record of the foreigners' denials names what they asked for.
    foreigners.forEach((role, api) -> listsShowNone(all, things, role, api));
    foreigners.forEach(
        (role, api) -> {
          for (Routes route : routes) {
            if (route.path().contains("{")) {
              Map<String, String> ids = things.get(route.path().split("\\{", 2)[0]);
              all.assertThat(ids).as("a thing for %s %s", route.id(), route.path()).isNotNull();
              if (ids != null) {
                boolean may = may(roles.get(role), route) && !isOfInstallation(route);
                Api.Answer answer = send(api, route, ids, example(route));
                all.assertThat(answer.status())
                    .as("%s as %s: %s", route.id(), role, answer.body())
                    .isEqualTo(may ? 404 : 403);
                tried.add(route.id());
              }
            }
          }
        });
    all.assertThat(tried).hasSizeGreaterThan(150);
    all.assertAll();
    things.forEach(
        (path, ids) -> {
          if (!path.startsWith("/auth/") && !path.contains("cluster")) {
            assertThat(admin.get(path + ids.get("id")).status()).as(path).isEqualTo(200);
          }
        });
  }

  private static void listsShowNone(
      SoftAssertions all, Map<String, Map<String, String>> things, String role, Api api) {
    for (Routes route : routes) {
      boolean list = !route.path().contains("{") && route.method().equals("GET");
      if (list && !route.rule().equals("stream")) {
        String shown = api.get(route.path()).body().toString();
        things.forEach(
            (path, known) ->
                all.assertThat(isKnownAnyway(route, path) || !shown.contains(known.get("id")))
                    .as("%s shows %s to %s", route.id(), path, role)
                    .isTrue());
      }
    }
  }

  private static boolean isOfInstallation(Routes route) {
    return route.rule().matches("(organization|cluster):.*");
  }

  /** Nodes, and of the installation what the foreigner was refused: the refusals name it. */
  private static boolean isKnownAnyway(Routes route, String things) {
    boolean ofInstallation = things.equals("/organizations/") || things.equals("/cluster/nodes/");
    return route.path().equals("/cluster/nodes")
        || (route.id().equals("listEvents") && ofInstallation);
  }

  /** Things of the first organization, by where they are. */
  private static Map<String, Map<String, String>> things() {
    Map<String, Map<String, String>> things = new LinkedHashMap<>();
    String credential =
        created(
                "/credentials",
                Map.of("name", "m", "type", "password", "username", "m", "password", "a secret"))
            .id();
    String target =
        created("/targets", Map.of("name", "m", "host", "192.0.2.9", "credentialId", credential))
            .id();
    String job =
        created(
                "/jobs",
                Map.of(
                    "name",
                    "m",
                    "steps",
                    List.of(Map.of("name", "s", "type", "command", "command", "true")),
                    "targets",
                    Map.of("ids", List.of(target))))
            .id();
    String execution = created("/jobs/" + job + "/executions", Map.of()).id();
    String task =
        admin
            .get("/executions/" + execution + "/tasks")
            .body()
            .path("items")
            .get(0)
            .path("id")
            .asText();
    String user =
        created("/users", Map.of("username", "walled", "password", PASSWORD, "roles", List.of()))
            .id();
    String team = created("/teams", Map.of("name", "Walled")).id();
    String account =
        created("/service-accounts", Map.of("name", "walled", "teamId", team, "roles", List.of()))
            .id();
    String role =
        created("/roles", Map.of("name", "walled", "permissions", List.of("job:read"))).id();
    String grant =
        created("/grants", Map.of("subject", Map.of("type", "team", "id", team), "role", "walled"))
            .id();
    String token = created("/tokens", Map.of("name", "m", "permissions", List.of("job:read"))).id();
    String session = admin.get("/auth/sessions").body().path("items").get(0).path("id").asText();
    String member = admin.get("/cluster/nodes").body().path("items").get(0).path("id").asText();
    Map<String, String> daily = Map.of("type", "cron", "expression", "@daily");
    String schedule = created("/schedules", Map.of("name", "m", "jobId", job, "spec", daily)).id();
    String calendar =
        created(
                "/calendars",
                Map.of(
                    "name",
                    "m",
                    "kind",
                    "blackout",
                    "windows",
                    List.of(Map.of("type", "days", "days", List.of("12-24")))))
            .id();
    things.put("/schedules/", Map.of("id", schedule));
    things.put("/calendars/", Map.of("id", calendar));
    things.put("/credentials/", Map.of("id", credential));
    things.put("/targets/", Map.of("id", target));
    things.put("/jobs/", Map.of("id", job, "version", "1"));
    things.put("/executions/", Map.of("id", execution, "taskId", task));
    things.put("/users/", Map.of("id", user, "identityId", UUID.randomUUID().toString()));
    // Those of one user, as factors.
    things.put("/auth/identities/", Map.of("id", UUID.randomUUID().toString()));
    things.put("/teams/", Map.of("id", team, "userId", user));
    things.put("/service-accounts/", Map.of("id", account));
    things.put("/roles/", Map.of("id", role));
    things.put("/grants/", Map.of("id", grant));
    things.put("/tokens/", Map.of("id", token));
    things.put("/auth/sessions/", Map.of("id", session));
    // Factors belong to one user, not to an organization; whose they are is tried with them.
    things.put("/auth/mfa/factors/", Map.of("id", UUID.randomUUID().toString()));
    things.put("/organizations/", Map.of("id", "00000000-0000-7000-8000-000000000001"));
    // Nobody's: the API makes no providers, and all organizations see the same ones.
    things.put("/auth/oidc/", Map.of("id", session, "provider", "nobody"));
    things.put("/cluster/nodes/", Map.of("id", member, "node", member, "group", "jobs"));
    return things;
  }

  private static JsonNode example(Routes route) {
    return switch (route.id()) {
      case "setHostKey" ->
          json(
              "{\"hostKey\":\"ssh-ed25519 "
                  + "AAAAC3NzaC1lZDI1NTE5AAAAIMQZSB65IwVKTh8dgxJrQvzWq0hGoC0gpV+0q0Zr3q8d\"}");
      case "resetPassword" -> json("{\"password\":\"five doors along the river\"}");
      case "updateCredential" ->
          json(
              "{\"name\":\"x\",\"type\":\"password\",\"username\":\"x\",\"password\":\"secret"
                  + " x\"}");
      case "resolveTask" -> json("{\"as\":\"failed\"}");
      case "scaleGroup" -> json("{\"instances\":1}");
      case "rerunExecution" -> json("{\"only\":\"all\"}");
      case "startJob" -> json("{}");
      default -> route.example();
    };
  }

  private static JsonNode json(String text) {
    try {
      return Api.JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void limits_shouldHold_whenAnOrganizationHasThem() {
    // given
    String organization =
        created(
                "/organizations",
                Map.of("name", "Small", "limits", Map.of("users", 2, "targets", 1, "jobs", 0)))
            .id();
    Api boss = user("small-boss", organization, "admin");
    Map<String, Object> second =
        Map.of("username", "small-2", "password", PASSWORD, "roles", List.of("admin"));
    Map<String, Object> third =
        Map.of("username", "small-3", "password", PASSWORD, "roles", List.of());
    // when
    int created = boss.post("/users", second).status();
    Api.Answer refused = boss.post("/users", third);
    String credential =
        boss.post(
                "/credentials",
                Map.of("name", "c", "type", "password", "username", "u", "password", "a secret"))
            .id();
    int first = target(boss, "t-1", credential).status();
    Api.Answer more = target(boss, "t-2", credential);
    // then
    assertThat(created).isEqualTo(201);
    assertThat(refused.code()).isEqualTo("limit_reached");
    assertThat(first).isEqualTo(201);
    assertThat(more.code()).isEqualTo("limit_reached");
    assertThat(more.status()).isEqualTo(409);
    assertThat(boss.get("/organizations").status()).isEqualTo(403);
    assertThat(boss.get("/cluster/nodes").status()).isEqualTo(403);
    assertThat(boss.get("/auth/me").body().path("permissions").toString())
        .contains("target:write")
        .doesNotContain("cluster");
  }

  private static Api.Answer target(Api api, String name, String credential) {
    return api.post(
        "/targets",
        Map.of("name", name, "host", name + ".example.net", "credentialId", credential));
  }
}
