package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import io.opsconductor.testkit.TestSshd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who may do what, through the front door: roles, teams and grants on objects. */
@Execution(ExecutionMode.CONCURRENT)
class AccessIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String BASE = "dc=example,dc=net";
  private static final String PASSWORD = "four kettles under the bridge";

  @TempDir static Path directory;
  private static TestSshd sshd;
  private static InMemoryDirectoryServer people;
  private static Node node;
  private static Api admin;
  private static Fleet fleet;

  @BeforeAll
  static void start() throws Exception {
    sshd = TestSshd.start(2);
    InMemoryDirectoryServerConfig directoryConfig = new InMemoryDirectoryServerConfig(BASE);
    directoryConfig.setSchema(null);
    people = new InMemoryDirectoryServer(directoryConfig);
    people.startListening();
    people.add("dn: " + BASE, "objectClass: domain", "dc: example");
    node = Node.start(directory.resolve("data"), "--config", withDirectory().toString());
    admin = Api.login(node.url(), "admin", Node.PASSWORD);
    fleet = new Fleet(admin, sshd, "acc");
  }

  private static Path withDirectory() throws IOException {
    return Files.writeString(
        directory.resolve("server.yaml"),
        """
        auth:
          ldap:
            name: people
            urls: [ldap://127.0.0.1:%d]
            base_dn: %s
            groups:
              - {group: "cn=web,%s", roles: [viewer], teams: [Directory Web]}
        """
            .formatted(people.getListenPort(), BASE, BASE));
  }

  @AfterAll
  static void stop() {
    int exit = node.terminate();
    people.shutDown(true);
    sshd.close();
    assertThat(exit).isZero();
    assertThat(node.defects()).isEmpty();
  }

  private static Api.Answer created(String path, Object body) {
    Api.Answer answer = admin.post(path, body);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer;
  }

  private static String user(String name, String... roles) {
    return created(
            "/users", Map.of("username", name, "password", PASSWORD, "roles", List.of(roles)))
        .id();
  }

  private static Api signIn(String name) {
    return Api.login(node.url(), name, PASSWORD);
  }

  private static String grant(
      String type, String id, String role, String effect, Map<String, String> object) {
    Map<String, Object> grant = new HashMap<>();
    grant.put("subject", Map.of("type", type, "id", id));
    grant.put("role", role);
    grant.put("effect", effect);
    grant.put("object", object);
    return created("/grants", grant).id();
  }

  private static String job(String name, String target) {
    return created(
            "/jobs",
            Map.of(
                "name",
                name,
                "steps",
                List.of(Map.of("name", "s", "type", "command", "command", "echo ran; sleep 2")),
                "targets",
                Map.of("selector", "name=" + target)))
        .id();
  }

  private static List<String> names(Api api, String path, String field) {
    return api.get(path)
        .body()
        .path("items")
        .valueStream()
        .map(item -> item.path(field).asText())
        .toList();
  }

  private static int runStatus(Api api, String jobId) {
    return api.post("/jobs/" + jobId + "/executions", Map.of()).status();
  }

  @Test
  void login_shouldGiveWhatTheGroupsGive_whenADirectoryKnowsThePassword() throws Exception {
    // given
    String team = created("/teams", Map.of("name", "Directory Web")).id();
    people.add(
        "dn: uid=far-ann," + BASE,
        "objectClass: person",
        "objectClass: inetOrgPerson",
        "objectClass: extensibleObject",
        "uid: far-ann",
        "cn: Ann",
        "sn: Far",
        "memberOf: cn=Web," + BASE,
        "userPassword: " + PASSWORD);
    // when
    Api ann = signIn("far-ann");
    // then
    JsonNode me = ann.get("/auth/me").body();
    assertThat(me.path("roles").toString()).isEqualTo("[\"viewer\"]");
    assertThat(names(admin, "/teams/" + team + "/members", "username")).containsExactly("far-ann");
    assertThat(names(ann, "/auth/identities", "provider")).containsExactly("people");
    String user = "/users/" + me.path("id").asText();
    Map<String, String> other = Map.of("currentPassword", PASSWORD, "newPassword", PASSWORD + "!");
    assertThat(ann.post("/auth/password", other).code()).isEqualTo("password_kept_elsewhere");
    assertThat(admin.post(user + "/password", Map.of("password", PASSWORD)).code())
        .isEqualTo("password_kept_elsewhere");
    assertThat(refusal("far-ann", "wrong")).isEqualTo("bad_credentials");
    assertThat(refusal("far-*", PASSWORD)).isEqualTo("bad_credentials");
    // when
    String identity =
        admin.get(user + "/identities").body().path("items").get(0).path("id").asText();
    int unlinked = admin.delete(user + "/identities/" + identity).status();
    // then
    assertThat(unlinked).isEqualTo(204);
    Awaitility.await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(ann.get("/auth/me").status()).isEqualTo(401));
    assertThat(names(admin, "/teams/" + team + "/members", "username")).isEmpty();
    assertThat(admin.get(user).body().path("roles")).isEmpty();
    assertThat(refusal("far-ann", PASSWORD)).isEqualTo("external_name_taken");
  }

  private static String refusal(String name, String password) {
    return Api.anonymous(node.url())
        .post("/auth/login", Map.of("username", name, "password", password))
        .code();
  }

  @Test
  void lists_shouldShowOnlyWhatIsGranted_andOtherObjectsAreUnknown() {
    // given
    String ann = user("lists-ann");
    String secret = fleet.credentialId();
    String web = job("web/lists", "acc-1");
    String other = job("other-lists", "acc-1");
    grant("user", ann, "viewer", "allow", Map.of("type", "target", "selector", "name=acc-1"));
    grant("user", ann, "viewer", "allow", Map.of("type", "job", "selector", "folder=/web"));
    Api as = signIn("lists-ann");
    // when, then
    assertThat(names(as, "/targets", "name")).containsExactly("acc-1");
    assertThat(names(as, "/jobs", "name")).containsExactly("web/lists");
    assertThat(as.get("/targets/" + fleet.targetIds().get(0)).status()).isEqualTo(200);
    assertThat(as.get("/targets/" + fleet.targetIds().get(1)).status()).isEqualTo(404);
    assertThat(as.delete("/targets/" + fleet.targetIds().get(1)).status()).isEqualTo(403);
    assertThat(as.get("/jobs/" + web).status()).isEqualTo(200);
    assertThat(as.get("/jobs/" + other).status()).isEqualTo(404);
    assertThat(as.get("/credentials/" + secret).status()).isEqualTo(403);
    assertThat(runStatus(as, web)).isEqualTo(403);
    // and
    grant("user", ann, "viewer", "deny", Map.of("type", "job", "id", web));
    Awaitility.await().atMost(LONG).until(() -> names(as, "/jobs", "name").isEmpty());
    Awaitility.await().atMost(LONG).until(() -> as.get("/jobs/" + web).status() == 404);
  }

  private static List<JsonNode> denials(String actor) {
    return admin
        .get("/audit/events?limit=200&type=access.denied")
        .body()
        .path("items")
        .valueStream()
        .filter(event -> event.path("actor").asText().equals(actor))
        .toList();
  }

  @Test
  void denials_shouldStandInTheRecord_whereverTheyWereDecided() {
    // given
    String dina = user("denied-dina");
    String seen = fleet.targetIds().get(0);
    String unseen = fleet.targetIds().get(1);
    String job = job("denied", "acc-1");
    grant("user", dina, "operator", "allow", Map.of("type", "target", "id", seen));
    grant("user", dina, "viewer", "allow", Map.of("type", "job", "id", job));
    Api as = signIn("denied-dina");
    // when
    assertThat(as.delete("/targets/" + seen).status()).isEqualTo(403);
    assertThat(as.get("/targets/" + unseen).status()).isEqualTo(404);
    assertThat(
            as.get("/access/explain?user=" + user("denied-other") + "&permission=job:run").status())
        .isEqualTo(403);
    for (int i = 0; i < 10; i++) {
      assertThat(as.get("/users").status()).isEqualTo(403);
    }
    // then
    Awaitility.await().atMost(LONG).until(() -> denials("denied-dina").size() >= 4);
    assertThat(denials("denied-dina"))
        .extracting(event -> event.path("data").path("operation").asText())
        .containsExactlyInAnyOrder(
            "deleteTarget",
            "ops.targets.v1.target.get",
            "ops.users.v1.access.explain",
            "listUsers");
    assertThat(denials("denied-dina"))
        .allSatisfy(
            event -> {
              assertThat(event.path("actorId").asText()).isEqualTo(dina);
              assertThat(event.path("data").path("address").asText()).isEqualTo("127.0.0.1");
              assertThat(event.path("data").path("reason").asText()).isNotEmpty();
              assertThat(event.path("correlationId").asText()).isNotEmpty();
            })
        .extracting(event -> event.path("resourceId").asText())
        .contains(seen, unseen);
  }

  private static Map<String, Object> scope(String type, String selector, List<String> permissions) {
    return Map.of("permissions", permissions, "object", Map.of("type", type, "selector", selector));
  }

  @Test
  void token_shouldReachOnlyItsScopes_thoughItsOwnerReachesAll() {
    // given
    String dev = job("tokens/dev", "acc-1");
    String prod = job("tokens/prod", "acc-2");
    String both = job("other-tokens", "acc-1");
    Api.Answer made =
        created(
            "/tokens",
            Map.of(
                "name",
                "dev only",
                "permissions",
                List.of("secret:use"),
                "scopes",
                List.of(
                    scope("target", "name=acc-1", List.of("target:read", "target:run")),
                    scope("job", "folder=/tokens", List.of("*")))));
    String id = made.id();
    Api program = admin.withToken(made.body().path("token").asText());
    String first = fleet.targetIds().get(0);
    String second = fleet.targetIds().get(1);
    // when, then: lists and single objects
    assertThat(names(program, "/targets", "name")).containsExactly("acc-1");
    assertThat(program.get("/targets/" + first).status()).isEqualTo(200);
    assertThat(program.get("/targets/" + second).status()).isEqualTo(404);
    assertThat(program.delete("/targets/" + first).status()).isEqualTo(403);
    assertThat(names(program, "/jobs", "name"))
        .containsExactlyInAnyOrder("tokens/dev", "tokens/prod");
    assertThat(program.get("/users").status()).isEqualTo(403);
    // runs: of jobs of the token, on targets of the token
    String ownRun = admin.post("/jobs/" + both + "/executions", Map.of()).id();
    Api.Answer ran = program.post("/jobs/" + dev + "/executions", Map.of());
    assertThat(ran.status()).as("%s", ran.body()).isEqualTo(202);
    assertThat(runStatus(program, prod)).isIn(403, 409, 422);
    assertThat(runStatus(program, both)).isEqualTo(404);
    assertThat(program.get("/executions/" + ran.id()).status()).isEqualTo(200);
    assertThat(program.get("/executions/" + ownRun).status()).isEqualTo(404);
    // and it is explained
    String why = "/access/explain?permission=target:run&object=target:";
    JsonNode allowed = admin.get(why + first + "&token=" + id).body();
    JsonNode refused = program.get(why + second).body();
    assertThat(allowed.path("allowed").asBoolean()).isTrue();
    assertThat(allowed.path("because").toString())
        .contains("has the role admin", "dev only was made for", "name=acc-1");
    assertThat(refused.path("allowed").asBoolean(true)).isFalse();
    assertThat(refused.path("because").toString())
        .contains("The API token dev only was not made for target:run on this target");
    assertThat(admin.get(why + second).body().path("allowed").asBoolean()).isTrue();
    // and a typing error is none
    Api.Answer mistyped =
        admin.post(
            "/tokens",
            Map.of("name", "x", "scopes", List.of(scope("job", "folder=/x", List.of("job:rnu")))));
    assertThat(mistyped.status()).isEqualTo(422);
    assertThat(mistyped.code()).isEqualTo("unknown_permission");
    assertThat(mistyped.mistakeAt("/scopes/0/permissions/0")).isNotEmpty();
  }

  @Test
  void run_shouldNeedTheJobItsTargetsAndTheirSecrets() {
    // given
    String bob = user("run-bob");
    String team = created("/teams", Map.of("name", "Runners")).id();
    admin.put("/teams/" + team + "/members/" + bob, null);
    String runner =
        created(
                "/roles",
                Map.of("name", "job-runner", "permissions", List.of("job:read", "job:run")))
            .body()
            .path("name")
            .asText();
    created(
        "/roles",
        Map.of("name", "target-runner", "permissions", List.of("target:read", "target:run")));
    created("/roles", Map.of("name", "secret-user", "permissions", List.of("secret:use")));
    String job = job("run/needs", "acc-1");
    grant("team", team, runner, "allow", Map.of("type", "job", "id", job));
    Api as = signIn("run-bob");
    // when, then: only the job
    assertThat(runStatus(as, job)).isEqualTo(403);
    grant("team", team, "target-runner", "allow", Map.of("type", "target", "selector", "*"));
    // then: job and target, but not what the target signs in with
    Awaitility.await()
        .atMost(LONG)
        .until(() -> as.get("/targets").body().path("items").size() == 2);
    Awaitility.await()
        .atMost(LONG)
        .until(
            () ->
                as.post("/jobs/" + job + "/executions", Map.of())
                    .body()
                    .path("detail")
                    .asText()
                    .contains("secret:use"));
    // then: with the secret through the job
    grant("user", bob, "secret-user", "allow", Map.of("type", "job", "id", job));
    Awaitility.await().atMost(LONG).until(() -> runStatus(as, job) == 202);
    assertThat(as.get("/executions").body().path("items")).isNotEmpty();
    assertThat(
            as.post("/executions", Map.of("command", "id", "targets", Map.of("selector", "*")))
                .status())
        .isEqualTo(403);
    // then: a denial on the target wins
    grant("user", bob, "target-runner", "deny", Map.of("type", "target", "selector", "fleet=acc"));
    Awaitility.await().atMost(LONG).until(() -> runStatus(as, job) == 403);
  }

  @Test
  void stream_shouldEnd_whenTheGrantIsTakenBack() {
    // given
    String carl = user("stream-carl");
    String job = job("stream/watched", "acc-2");
    String grant = grant("user", carl, "viewer", "allow", Map.of("type", "job", "id", job));
    String execution =
        admin
            .post(
                "/executions",
                Map.of("command", "true", "targets", Map.of("selector", "name=acc-2")))
            .id();
    String run = admin.post("/jobs/" + job + "/executions", Map.of()).id();
    Api as = signIn("stream-carl");
    try (LiveStream stream = LiveStream.open(as)) {
      stream.subscribe("foreign", execution, 0);
      stream.subscribe("own", run, 0);
      assertThat(stream.awaitError("foreign", LONG).path("code").asText()).isEqualTo("not_found");
      stream.awaitEnd("own", LONG);
      // when
      String longer = Fleet.start(admin, command("acc-2", "sleep 30"));
      String watched = grantOn(carl, longer);
      Awaitility.await().atMost(LONG).until(() -> as.get("/executions/" + longer).status() == 200);
      stream.subscribe("live", longer, 0);
      Awaitility.await()
          .atMost(LONG)
          .until(
              () -> stream.messages().stream().anyMatch(m -> m.path("id").asText().equals("live")));
      admin.delete("/grants/" + watched);
      // then
      assertThat(stream.awaitError("live", LONG).path("code").asText())
          .isIn("not_found", "forbidden");
      admin.post("/executions/" + longer + "/cancel", Map.of());
    }
    admin.delete("/grants/" + grant);
    Awaitility.await().atMost(LONG).until(() -> as.get("/executions/" + run).status() != 200);
  }

  private static Map<String, Object> command(String target, String command) {
    return Map.of("command", command, "targets", Map.of("selector", "name=" + target));
  }

  private static String grantOn(String userId, String execution) {
    return grant("user", userId, "viewer", "allow", Map.of("type", "execution", "id", execution));
  }

  @Test
  void disabled_shouldBeSignedOutAndExplained() {
    // given
    String dora = user("gone-dora", "operator");
    Api as = signIn("gone-dora");
    assertThat(as.get("/targets").status()).isEqualTo(200);
    String question = "/access/explain?permission=target:run&user=" + dora + "&object=target:";
    String target = fleet.targetIds().getFirst();
    JsonNode before = admin.get(question + target).body();
    String denial =
        grant("user", dora, "operator", "deny", Map.of("type", "target", "selector", "fleet=acc"));
    JsonNode denied = admin.get(question + target).body();
    // when
    Api.Answer stale = patch("/users/" + dora, "\"7\"");
    Api.Answer without = patch("/users/" + dora, null);
    Api.Answer changed = patch("/users/" + dora, "\"1\"");
    // then
    assertThat(before.path("allowed").asBoolean()).isTrue();
    assertThat(before.path("because").get(0).path("words").asText()).contains("operator");
    assertThat(denied.path("allowed").asBoolean()).isFalse();
    assertThat(denied.path("because").get(0).path("grant").asText()).isEqualTo(denial);
    assertThat(stale.status()).isEqualTo(412);
    assertThat(without.status()).isEqualTo(428);
    assertThat(changed.status()).as("%s", changed.body()).isEqualTo(200);
    Awaitility.await().atMost(LONG).until(() -> as.get("/targets").status() == 401);
    assertThat(
            Api.anonymous(node.url())
                .post("/auth/login", Map.of("username", "gone-dora", "password", PASSWORD))
                .status())
        .isEqualTo(401);
    assertThat(admin.get(question + target).body().path("allowed").asBoolean()).isFalse();
  }

  @Test
  void disabled_shouldLeaveOrLoseWhatRuns_asIsAsked() throws Exception {
    // given
    String rolf = user("gone-rolf", "operator");
    Api as = signIn("gone-rolf");
    String run = "/executions/" + as.post("/executions", command("acc-1", "sleep 300")).id();
    Awaitility.await()
        .atMost(LONG)
        .until(() -> admin.get(run).body().path("state").asText().equals("running"));
    Shell shell = new Shell(Files.createDirectory(directory.resolve("disabling")), node.url());
    ok(shell.runWith(Node.PASSWORD + "\n", "login", "-u", "admin", "--password-stdin"));
    // when
    Shell.Result left = shell.run("user", "disable", "gone-rolf");
    // then
    assertThat(ok(left)).contains("gone-rolf");
    assertThat(left.err())
        .contains("1 execution of gone-rolf still goes on")
        .contains("opsconductor user disable gone-rolf --cancel-running");
    assertThat(admin.get(run).body().path("state").asText()).isEqualTo("running");
    // when
    JsonNode runs =
        patch("/users/" + rolf, "*", "{\"enabled\":false,\"cancelRunning\":true}")
            .body()
            .path("runs");
    // then
    assertThat(runs.path("cancelled").asInt()).isOne();
    assertThat(runs.path("running").asInt(-1)).isZero();
    Awaitility.await()
        .atMost(LONG)
        .until(() -> admin.get(run).body().path("state").asText().equals("cancelled"));
    assertThat(patch("/users/" + rolf, "*", "{\"enabled\":true,\"cancelRunning\":true}").status())
        .isEqualTo(422);
  }

  @Test
  void severalUsers_shouldBeChangedAsPreviewed_andToldOfInTheActivity() throws Exception {
    // given
    user("bulk-ann", "viewer");
    String bob = user("bulk-bob", "viewer");
    Api as = signIn("bulk-bob");
    Map<String, Object> request = new HashMap<>();
    request.put("action", "disable");
    request.put("select", Map.of("filter", Map.of("username", "bulk-")));
    // when
    int withoutCount = admin.post("/users/bulk", request).status();
    request.put("expect", 1);
    Api.Answer another = admin.post("/users/bulk", request);
    request.remove("expect");
    request.put("preview", true);
    JsonNode preview = admin.post("/users/bulk", request).body();
    // then
    assertThat(withoutCount).isEqualTo(422);
    assertThat(another.code()).isEqualTo("selection_changed");
    assertThat(preview.path("changed").asInt()).isEqualTo(2);
    assertThat(as.get("/auth/me").status()).isEqualTo(200);
    assertThat(as.post("/users/bulk", request).status()).isEqualTo(403);
    // when
    Shell shell = new Shell(Files.createDirectory(directory.resolve("bulk")), node.url());
    ok(shell.runWith(Node.PASSWORD + "\n", "login", "-u", "admin", "--password-stdin"));
    Shell.Result asked = shell.run("user", "bulk", "disable", "--where-username", "bulk-");
    Shell.Result done = shell.run("user", "bulk", "disable", "--where-username", "bulk-", "-y");
    // then
    assertThat(asked.exit()).isNotZero();
    assertThat(asked.err()).contains("2 of 2 would be changed", "--yes");
    assertThat(ok(done)).contains("bulk-ann", "bulk-bob", "changed");
    Awaitility.await().atMost(LONG).until(() -> as.get("/auth/me").status() == 401);
    // then: what was done is told
    Awaitility.await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(names(admin, "/users/" + bob + "/activity?category=sign_in", "type"))
                    .contains("session.started"));
    Awaitility.await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(
                        names(
                            admin,
                            "/auth/me/activity?category=administration&limit=200",
                            "resourceId"))
                    .contains(bob));
    assertThat(ok(shell.run("user", "activity", "bulk-bob"))).contains("session.started");
    assertThat(admin.get("/auth/me/activity?from=noon").status()).isEqualTo(400);
    assertThat(as.get("/users/" + bob + "/activity").status()).isEqualTo(401);
  }

  private static Api.Answer patch(String path, String version) {
    return patch(path, version, "{\"enabled\":false}");
  }

  private static Api.Answer patch(String path, String version, String change) {
    return admin.send(
        "PATCH",
        path,
        change.getBytes(StandardCharsets.UTF_8),
        version == null ? Map.of() : Map.of("If-Match", version));
  }

  @Test
  void lastAdministrator_shouldStay() {
    // given
    String id = admin.get("/auth/me").id();
    // when
    Api.Answer disabled = patch("/users/" + id, "*");
    // then
    assertThat(disabled.status()).isEqualTo(409);
    assertThat(disabled.code()).isEqualTo("last_admin");
  }

  @Test
  void commandLine_shouldManageRolesTeamsAndGrants() {
    // given
    Shell shell = new Shell(directory, node.url());
    ok(shell.runWith(Node.PASSWORD + "\n", "login", "-u", "admin", "--password-stdin"));
    user("cli-emma", "viewer");
    // when
    ok(shell.run("role", "add", "cli-role", "-p", "job:read,job:run"));
    ok(shell.run("team", "add", "Cli"));
    ok(shell.run("team", "join", "Cli", "cli-emma"));
    String grant =
        ok(
            shell.run(
                "access",
                "grant",
                "cli-role",
                "-t",
                "Cli",
                "--on",
                "job:folder~/cli*",
                "-o",
                "name"));
    String listed = ok(shell.run("access", "ls", "-t", "Cli"));
    String explained = ok(shell.run("access", "explain", "target:read", "-u", "cli-emma"));
    ok(shell.run("access", "revoke", grant.strip()));
    ok(shell.run("role", "rm", "cli-role"));
    ok(shell.run("user", "set", "cli-emma", "--email", "emma@example.net"));
    String address = ok(shell.run("email", "show", "--user", "cli-emma"));
    Shell.Result noServer = shell.run("password", "forgot", "--username", "cli-emma");
    // then
    assertThat(address).contains("PROVED").doesNotContain("emma@example.net");
    assertThat(noServer.exit()).isNotZero();
    assertThat(noServer.err()).contains("has no mail server");
    assertThat(listed).contains("job:folder~/cli*", "cli-role", "team Cli");
    assertThat(explained).contains("true", "viewer");
  }

  @Test
  void serviceAccount_shouldRunItsJobAndNothingElse_untilItIsDisabledOrDeleted() throws Exception {
    // given: what a build server needs, made on the command line
    Shell shell = new Shell(Files.createDirectory(directory.resolve("ci")), node.url());
    ok(shell.runWith(Node.PASSWORD + "\n", "login", "-u", "admin", "--password-stdin"));
    String team = created("/teams", Map.of("name", "Build")).id();
    String job = job("ci/deploy", "acc-1");
    String other = job("ci-not", "acc-1");
    ok(shell.run("service-account", "create", "ci-deploy", "-t", "Build"));
    String account =
        admin.get("/service-accounts?name=ci-").body().path("items").get(0).path("id").asText();
    grant("service_account", account, "operator", "allow", Map.of("type", "job", "id", job));
    ok(shell.run("access", "grant", "operator", "-s", "ci-deploy", "--on", "target:acc-1"));
    String token =
        ok(shell.run(
                "service-account",
                "token",
                "create",
                "ci-deploy",
                "pipeline",
                "-p",
                "job:read,job:run,target:read,target:run,secret:use,execution:read"))
            .strip();
    assertThat(token).matches("opsc_[0-9A-Za-z]{46}");
    Api ci = admin.withToken(token);
    // when
    Api.Answer started = ci.post("/jobs/" + job + "/executions", Map.of());
    // then: it runs that job
    assertThat(started.status()).as("%s", started.body()).isEqualTo(202);
    JsonNode me = ci.get("/auth/me").body();
    assertThat(me.path("username").asText()).isEqualTo("service-account:ci-deploy");
    assertThat(me.path("serviceAccount").asBoolean()).isTrue();
    String execution = "/executions/" + started.id();
    Awaitility.await()
        .atMost(LONG)
        .until(() -> ci.get(execution).body().path("state").asText().equals("succeeded"));
    assertThat(admin.get(execution).body().path("startedBy").asText())
        .isEqualTo("service-account:ci-deploy");
    JsonNode why =
        admin
            .get("/access/explain?permission=job:run&object=job:" + job + "&user=" + account)
            .body();
    assertThat(why.path("allowed").asBoolean()).isTrue();
    assertThat(why.path("because").get(0).path("words").asText())
        .startsWith("The service account is granted the role operator");
    // then: and nothing else
    assertThat(runStatus(ci, other)).isEqualTo(404);
    assertThat(
            ci.post("/executions", Map.of("command", "id", "targets", Map.of("selector", "*")))
                .status())
        .isEqualTo(403);
    for (String path :
        List.of("/users", "/service-accounts", "/credentials", "/tokens", "/grants")) {
      assertThat(ci.get(path).status()).as(path).isEqualTo(403);
    }
    assertThat(ci.post(execution + "/cancel", Map.of()).status()).isEqualTo(403);
    assertThat(
            ci.post(
                    "/service-accounts/" + account + "/tokens",
                    Map.of("name", "x", "permissions", List.of("*")))
                .status())
        .isEqualTo(403);
    assertThat(admin.delete("/teams/" + team).code()).isEqualTo("team_owns_accounts");
    // then: until it is disabled, on open streams too
    try (LiveStream stream = LiveStream.open(ci)) {
      ok(shell.run("service-account", "disable", "ci-deploy"));
      assertThat(stream.closed().get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(4401);
    }
    assertThat(ci.get("/auth/me").status()).isEqualTo(401);
    byte[] enabled = "{\"enabled\":true}".getBytes(StandardCharsets.UTF_8);
    String path = "/service-accounts/" + account;
    assertThat(admin.send("PATCH", path, enabled, Map.of("If-Match", "\"1\"")).status())
        .isEqualTo(412);
    assertThat(admin.send("PATCH", path, enabled, Map.of("If-Match", "\"2\"")).status())
        .isEqualTo(200);
    Awaitility.await().atMost(LONG).until(() -> ci.get("/auth/me").status() == 200);
    // then: or deleted
    assertThat(ok(shell.run("service-account", "token", "ls", "ci-deploy")))
        .contains("pipeline", "active", "127.0.0.1");
    ok(shell.run("service-account", "delete", "ci-deploy"));
    Awaitility.await().atMost(LONG).until(() -> ci.get("/auth/me").status() == 401);
    assertThat(admin.get("/service-accounts/" + account).status()).isEqualTo(404);
    assertThat(admin.get("/grants?subject=" + account).body().path("items")).isEmpty();
    assertThat(admin.delete("/teams/" + team).status()).isEqualTo(204);
  }

  private static String ok(Shell.Result result) {
    assertThat(result.exit()).as(result.err()).isZero();
    return result.out();
  }
}
