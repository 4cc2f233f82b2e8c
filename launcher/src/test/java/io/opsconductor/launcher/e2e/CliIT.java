package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.testkit.TestSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The command line as a person uses it: the fat jar, a node, and a real sshd. */
@Execution(ExecutionMode.CONCURRENT)
class CliIT {

  private static final String PUBLIC_URL = "https://ops.example.org";

  @TempDir static Path directory;
  private static TestSshd sshd;
  private static Node node;
  private static Shell shell;

  @BeforeAll
  static void start() throws IOException {
    sshd = TestSshd.start(3);
    node =
        Node.start(directory.resolve("data"), Map.of("OPSCONDUCTOR_AUTH_PUBLIC_URL", PUBLIC_URL));
    shell = new Shell(Files.createDirectory(directory.resolve("home")), node.url());
    ok(shell.runWith(Node.PASSWORD + "\n", "login", "-u", "admin", "--password-stdin"));
    Path key = Files.writeString(directory.resolve("key"), sshd.userKey().privateKey());
    ok(shell.run("credential", "add", "cli", "-u", sshd.username(), "--key-file", key.toString()));
    int number = 1;
    for (String host : sshd.hosts()) {
      ok(
          shell.run(
              "target",
              "add",
              "cli-" + number++,
              "--host",
              host,
              "--port",
              "" + sshd.port(),
              "--credential",
              "cli",
              "--tag",
              "fleet=cli"));
    }
  }

  @AfterAll
  static void stop() {
    node.close();
    sshd.close();
  }

  @Test
  void whoami_shouldTellTheUser_whenSignedIn() {
    assertThat(ok(shell.run("whoami", "-o", "name"))).isEqualTo("admin\n");
  }

  @Test
  void tokenValidate_shouldTellWhatATokenIsWorth_alsoAfterAKeyRotation() {
    // given
    String token = ok(shell.run("token", "create", "outside", "-p", "job:read")).strip();
    // when
    String worth = ok(shell.runWith(token + "\n", "token", "validate"));
    String rotated = ok(shell.run("key", "rotate", "-o", "name")).strip();
    // then
    assertThat(worth).contains("true", "api_token", "admin", "job:read").doesNotContain(token);
    assertThat(ok(shell.run("key", "ls", "-o", "name"))).contains(rotated);
    // and when
    String limited =
        ok(
            shell.run(
                "token",
                "create",
                "fleet",
                "-p",
                "job:read,job:run,target:read,target:run,secret:use",
                "--on",
                "target:name=cli-2",
                "--on",
                "job:folder~/web*"));
    Shell program = shell.with("OPSCONDUCTOR_TOKEN", limited.strip());
    assertThat(ok(program.run("target", "ls", "-o", "name"))).isEqualTo("cli-2\n");
    assertThat(
            ok(
                shell.run(
                    "access",
                    "explain",
                    "target:read",
                    "--token",
                    "fleet",
                    "--on",
                    "target:cli-1")))
        .contains("false", "The API token fleet was not made for target:read on this target");
    assertThat(ok(shell.run("token", "ls"))).contains("target:read@target:name=cli-2");
    ok(shell.run("token", "revoke", "outside", "fleet"));
    Shell.Result revoked = shell.runWith(token + "\n", "token", "validate");
    // then
    assertThat(revoked.exit()).isEqualTo(1);
    assertThat(revoked.out()).contains("false").doesNotContain("admin");
    assertThat(ok(shell.run("whoami", "-o", "name"))).isEqualTo("admin\n");
  }

  @Test
  void userSet_shouldAsk_whenItTakesRolesFromOneself() {
    // when
    Shell.Result result = shell.run("user", "set", "admin", "-r", "viewer");
    // then
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("takes from yourself: admin", "--yes");
  }

  @Test
  void accessLs_shouldNameObjects_whenTheyHaveNames() {
    // given
    ok(shell.run("team", "add", "Namers"));
    ok(shell.run("access", "grant", "viewer", "-t", "Namers", "--on", "target:cli-3"));
    // when, then
    assertThat(ok(shell.run("access", "ls", "-t", "Namers"))).contains("target:cli-3");
  }

  @Test
  void login_shouldRefuse_whenThePasswordIsWrong() {
    // when
    Shell.Result result = shell.runWith("wrong", "login", "-u", "admin", "--password-stdin");

    // then
    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.err()).contains("bad_credentials").contains("Request ");
  }

  @Test
  void target_shouldBeFoundByName_whenItIsTested() {
    assertThat(ok(shell.run("target", "ls", "-o", "name"))).contains("cli-1\ncli-2\ncli-3\n");
    assertThat(ok(shell.run("target", "test", "cli-1", "-o", "json"))).contains("\"ok\" : true");
    Shell.Result unknown = shell.run("target", "get", "cli1");
    assertThat(unknown.exit()).isEqualTo(6);
    assertThat(unknown.err()).contains("Did you mean cli-1");
  }

  @Test
  void exec_shouldPrefixLines_whenHostsPrint() {
    // when
    Shell.Result result =
        shell.run("exec", "-t", "fleet=cli", "--", "echo out; echo err >&2; printf part");

    // then
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out().lines())
        .containsExactlyInAnyOrder(
            "cli-1 | out",
            "cli-1 | part",
            "cli-2 | out",
            "cli-2 | part",
            "cli-3 | out",
            "cli-3 | part");
    assertThat(result.err())
        .contains("cli-1 | err\n")
        .contains("cli-3 | err\n")
        .contains("succeeded after")
        .contains("3 succeeded");
  }

  @Test
  void exec_shouldKeepEveryByte_whenOutputIsBinary() throws IOException {
    // given
    byte[] random = new byte[3_000_000];
    new Random(5).nextBytes(random);
    Path file = Files.write(directory.resolve("random"), random);

    // when
    Shell.Result result =
        shell.run("exec", "--target", "cli-1", "--no-prefix", "--", "cat " + file);

    // then
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.bytes()).isEqualTo(random);
  }

  @Test
  void exec_shouldTellHowManyFailed_whenSomeDo() {
    // given: the address at which the host was reached decides
    String command = "test \"$(echo $SSH_CONNECTION | cut -d' ' -f3)\" != " + sshd.hosts().get(1);

    // when
    Shell.Result some = shell.run("exec", "-t", "fleet=cli", "--", command);
    Shell.Result all = shell.run("exec", "-t", "fleet=cli", "--", "exit 4");
    Shell.Result late = shell.run("exec", "--target", "cli-1", "--timeout", "1s", "--", "sleep 60");

    // then
    assertThat(some.exit()).as(some.err()).isEqualTo(3);
    assertThat(some.err()).contains("2 succeeded, 1 failed").contains("  cli-2: failed");
    assertThat(all.exit()).as(all.err()).isEqualTo(4);
    assertThat(late.exit()).as(late.err()).isEqualTo(8);
  }

  @Test
  void exec_shouldCancelAndFollowToTheEnd_whenInterrupted() {
    // given
    Shell.Running running =
        shell.start("", "exec", "--target", "cli-1", "--", "echo begun; sleep 300");
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> running.outSoFar().contains("|"));

    // when
    running.interrupt();
    Shell.Result result = running.await();

    // then
    assertThat(result.exit()).as(result.err()).isEqualTo(9);
    assertThat(result.err()).contains("Cancelling").contains("cancelled after");
  }

  @Test
  void job_shouldRunAndRerun_whenAppliedFromAFile() throws IOException {
    // given
    Path file =
        Files.writeString(
            directory.resolve("job.yaml"),
            """
            name: greet
            targets: fleet=cli
            parameters:
              - {name: COUNT, type: number, required: true}
            steps:
              - echo "count $COUNT"
              - script: '[ "$COUNT" = 2 ] && exit 1; exit 0'
            """);

    // when
    Shell.Result created = shell.run("job", "apply", "-f", file.toString());
    Shell.Result unchanged = shell.run("job", "apply", "-f", file.toString());
    Shell.Result good = shell.run("job", "run", "greet", "-p", "COUNT=1");
    Shell.Result bad = shell.run("job", "run", "greet", "-p", "COUNT=2");
    Shell.Result wrong = shell.run("job", "run", "greet", "-p", "COUNTT=2");
    Shell.Result elsewhere =
        shell.run(
            "job", "run", "greet", "-p", "COUNT=1", "--target", "cli-1", "--parallelism", "1");
    Shell.Result meant = shell.run("job", "run", "greet", "-p", "COUNT=1", "--if-version", "1");
    Shell.Result changed = shell.run("job", "run", "greet", "-p", "COUNT=1", "--if-version", "2");

    // then
    assertThat(created.err()).contains("greet created, version 1");
    assertThat(unchanged.err()).contains("greet unchanged, version 1");
    assertThat(good.exit()).as(good.err()).isZero();
    assertThat(good.out().lines()).contains("cli-2 | count 1");
    assertThat(elsewhere.out().lines())
        .contains("cli-1 | count 1")
        .noneMatch(l -> l.contains("cli-2"));
    assertThat(bad.exit()).as(bad.err()).isEqualTo(4);
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("Did you mean COUNT?");
    assertThat(meant.exit()).as(meant.err()).isZero();
    assertThat(changed.exit()).isEqualTo(7);
    assertThat(changed.err()).contains("The job is at version 1, not 2; nothing was started");
  }

  @Test
  void step_shouldBeTriedAgain_whenItsJobFileSaysSo() throws IOException {
    // given
    Path mark = directory.resolve("tried");
    Path file =
        Files.writeString(
            directory.resolve("retry.yaml"),
            """
            name: second time
            targets: {names: [cli-2]}
            steps:
              - command: 'echo try; [ -e %s ] || { touch %s; exit 7; }'
                retry: {attempts: 2, backoffSeconds: 0, on: [command]}
            """
                .formatted(mark, mark));
    Path refused =
        Files.writeString(
            directory.resolve("refused.yaml"),
            """
            name: not like this
            targets: fleet=cli
            steps:
              - {command: date, onLost: retry}
            """);

    // when
    Shell.Result applied = shell.run("job", "apply", "-f", file.toString());
    Shell.Result again = shell.run("job", "apply", "-f", file.toString());
    Shell.Result run = shell.run("job", "run", "second time", "-o", "json");
    Shell.Result wrong = shell.run("job", "apply", "-f", refused.toString());

    // then
    assertThat(applied.exit()).as(applied.err()).isZero();
    assertThat(again.err()).contains("unchanged");
    assertThat(run.exit()).as(run.err()).isZero();
    String id = Api.JSON.readTree(run.bytes()).path("id").asText();
    JsonNode attempts =
        Api.JSON.readTree(shell.run("executions", "attempts", id, "cli-2", "-o", "json").bytes());
    assertThat(attempts.findValuesAsText("state")).containsExactly("failed", "succeeded");
    assertThat(wrong.err()).contains("idempotent: true");
    assertThat(shell.run("executions", "resolve", id, "cli-2", "--as", "retry").exit())
        .isEqualTo(7);
    assertThat(shell.run("executions", "resolve", id, "cli-9", "--as", "retry").exit())
        .isEqualTo(6);
  }

  @Test
  void executions_shouldShowWhatHappened_whenItIsOver() throws IOException {
    // given
    Shell.Result run =
        shell.run("exec", "-t", "fleet=cli", "-o", "json", "--", "echo hello; exit 3");
    JsonNode execution = Api.JSON.readTree(run.bytes());
    String id = execution.path("id").asText();

    // when
    Shell.Result logs = shell.run("executions", "logs", id, "--target", "cli-2");
    Shell.Result tasks = shell.run("executions", "tasks", id, "--state", "failed", "-o", "ndjson");
    Shell.Result found = shell.run("executions", "search", id, "-E", "^h.*o$");
    Shell.Result notFound = shell.run("executions", "search", id, "hallo");
    Shell.Result bad = shell.run("executions", "search", id, "-E", "(hello");
    Shell.Result download = shell.run("executions", "download", id, "--target", "cli-2");
    Shell.Result rerun = shell.run("executions", "rerun", id, "--only", "failed");

    // then
    assertThat(run.exit()).isEqualTo(4);
    assertThat(execution.path("tasks")).hasSize(3);
    assertThat(ok(logs)).isEqualTo("cli-2 | hello\n");
    assertThat(ok(tasks).lines()).hasSize(3);
    assertThat(ok(found).lines()).hasSize(3).contains("cli-2:hello");
    assertThat(notFound.exit()).isEqualTo(1);
    assertThat(notFound.out() + notFound.err()).isEmpty();
    assertThat(bad.exit()).isEqualTo(1);
    assertThat(bad.err()).contains("missing closing )");
    assertThat(ok(download)).isEqualTo("cli-2 | hello\n");
    assertThat(rerun.exit()).as(rerun.err()).isEqualTo(4);
    assertThat(ok(shell.run("executions", "ls", "-o", "name"))).contains(id);
  }

  @Test
  void password_shouldBeAnotherOne_whenItsUserOrAnAdministratorChangesIt() throws IOException {
    // given
    Path first = Files.writeString(directory.resolve("first"), "a long pass phrase\n");
    Path second = Files.writeString(directory.resolve("second"), "a kettle full of winter\n");
    Path weak = Files.writeString(directory.resolve("weak"), "Changer-2026\n");
    ok(shell.run("user", "add", "changer", "-r", "viewer", "--password-file", first.toString()));
    Shell own = new Shell(Files.createDirectory(directory.resolve("changer")), node.url());
    ok(own.run("login", "-u", "changer", "--password-file", first.toString()));

    // when
    Shell.Result refused = change(own, first, weak);
    Shell.Result wrong = change(own, second, first);
    Shell.Result changed = change(own, first, second);
    Shell.Result whoami = own.run("whoami", "-o", "name");
    Shell.Result reset =
        shell.run("user", "reset-password", "changer", "--password-file", first.toString());

    // then
    assertThat(refused.err()).contains("weak_password").doesNotContain("Changer-2026");
    assertThat(wrong.err()).contains("wrong_password");
    assertThat(changed.err()).contains("Changed the password.");
    assertThat(ok(whoami)).isEqualTo("changer\n");
    assertThat(reset.err()).contains("Set the password of changer.");
    awaitSignedOut(own);
    ok(own.run("login", "-u", "changer", "--password-file", first.toString()));
    ok(
        own.run(
            "user",
            "password",
            "--username",
            "changer",
            "--current-password-file",
            first.toString(),
            "--password-file",
            second.toString()));
    ok(own.run("login", "-u", "changer", "--password-file", second.toString()));
  }

  @Test
  void people_shouldBeFoundShownAndAudited_whenTheyAreAskedFor() {
    // given
    String password = "a long enough passphrase\n";
    ok(shell.runWith(password, "user", "add", "findable", "-r", "viewer", "--password-stdin"));
    ok(shell.run("user", "set", "findable", "--email", "found@example.net"));
    ok(shell.run("team", "add", "Finders"));
    ok(shell.run("team", "join", "Finders", "findable"));
    // when, then
    assertThat(ok(shell.run("user", "ls", "-s", "FOUND@", "--role", "viewer", "--enabled")))
        .contains("findable");
    assertThat(ok(shell.run("user", "ls", "--team", "Finders", "--no-enabled")))
        .doesNotContain("findable");
    assertThat(ok(shell.run("user", "get", "findable"))).contains("found@example.net");
    assertThat(ok(shell.run("team", "ls", "--user", "findable"))).contains("Finders");
    assertThat(ok(shell.run("team", "set", "Finders", "--description", "of things")))
        .contains("of things");
    assertThat(ok(shell.run("team", "get", "Finders"))).contains("of things");
    assertThat(ok(shell.run("role", "ls", "-p", "user:write"))).contains("admin");
    assertThat(ok(shell.run("role", "get", "viewer"))).contains("target:read");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(ok(shell.run("audit", "ls", "--type", "user.updated")))
                    .contains("user findable", "{\"email\":\"found@example.net\"}"));
  }

  @Test
  void preferences_shouldBeKept_whenTheyAreSet() {
    // when
    String set = ok(shell.run("preferences", "set", "theme=dark", "pageSize=100"));
    // then
    assertThat(set).contains("dark", "100", "timeZone");
    Shell.Result refused = shell.run("preferences", "set", "colour=red");
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.err()).contains("colour");
    assertThat(ok(shell.run("preferences", "reset", "-o", "json"))).contains("system");
  }

  private static Shell.Result change(Shell shell, Path current, Path next) {
    return shell.run(
        "user",
        "password",
        "--current-password-file",
        current.toString(),
        "--password-file",
        next.toString());
  }

  @Test
  void session_shouldEnd_whenItsUserOrAnAdministratorEndsIt() throws IOException {
    // given
    String password = "a long pass phrase\n";
    ok(shell.runWith(password, "user", "add", "roamer", "-r", "operator", "--password-stdin"));
    Shell here = new Shell(Files.createDirectory(directory.resolve("here")), node.url());
    Shell there = new Shell(Files.createDirectory(directory.resolve("there")), node.url());
    for (Shell place : List.of(here, there)) {
      ok(place.runWith(password, "login", "-u", "roamer", "--password-stdin"));
    }

    // when
    JsonNode sessions = Api.JSON.readTree(here.run("session", "ls", "-o", "json").bytes());
    Shell.Result foreign = shell.run("session", "end", sessions.get(0).path("id").asText());
    Shell.Result forbidden = here.run("session", "ls", "--user", "admin");
    Shell.Running watching =
        there.start("", "exec", "--target", "cli-3", "--", "echo begun; sleep 45");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> watching.outSoFar().contains("begun"));
    Shell.Result others = here.run("session", "end", "--all", "--except-current");
    Shell.Result watched = watching.await();
    awaitSignedOut(there);
    Shell.Result left = here.run("session", "ls");
    Shell.Result all = shell.run("session", "end", "--all", "--user", "roamer");

    // then
    assertThat(sessions.findValuesAsText("current")).containsExactly("false", "true");
    assertThat(sessions.get(0).path("device").asText()).startsWith("opsconductor (");
    assertThat(sessions.get(0).path("address").asText()).isEqualTo("127.0.0.1");
    assertThat(foreign.exit()).isEqualTo(6);
    assertThat(forbidden.exit()).isEqualTo(5);
    assertThat(others.err()).contains("Ended 1 session.");
    assertThat(watched.exit()).as(watched.err()).isEqualTo(5);
    assertThat(ok(left).lines()).hasSize(2).last().asString().contains(" * ");
    assertThat(all.err()).contains("Ended 1 session.");
    awaitSignedOut(here);
  }

  @Test
  void mfa_shouldBeAskedForAtTheSignIn_whenItIsSetUp() throws IOException {
    // given
    String password = "a long pass phrase\n";
    ok(shell.runWith(password, "user", "add", "twofold", "-r", "admin", "--password-stdin"));
    Shell here = new Shell(Files.createDirectory(directory.resolve("twofold")), node.url());
    ok(here.runWith(password, "login", "-u", "twofold", "--password-stdin"));
    ok(here.run("mfa", "ls"));
    List<String> begun = ok(here.run("mfa", "enroll")).lines().toList();
    TestAuthenticator application = new TestAuthenticator(begun.get(1));

    // when
    List<String> recovery = confirmed(here, application);

    // then
    assertThat(begun.getFirst()).startsWith("otpauth://totp/OpsConductor:twofold?secret=");
    assertThat(recovery).hasSize(10);
    assertThat(ok(here.run("mfa", "ls"))).contains("totp");
    Shell.Result unasked = here.runWith(password, "login", "-u", "twofold", "--password-stdin");
    assertThat(unasked.exit()).isEqualTo(5);
    assertThat(unasked.err()).contains("OPSCONDUCTOR_OTP");
    Shell showing = here.with("OPSCONDUCTOR_OTP", recovery.getFirst());
    ok(showing.runWith(password, "login", "-u", "twofold", "--password-stdin"));
    Shell.Result again = showing.runWith(password, "login", "-u", "twofold", "--password-stdin");
    assertThat(again.exit()).isEqualTo(5);
    assertThat(again.err()).contains("bad_code");
    assertThat(ok(here.run("whoami", "-o", "name"))).isEqualTo("twofold\n");
    ok(here.with("OPSCONDUCTOR_OTP", recovery.get(1)).run("mfa", "step-up"));
    assertThat(ok(here.run("mfa", "recovery-codes")).lines()).hasSize(10);
    Shell.Result unsure = shell.run("mfa", "reset", "twofold");
    assertThat(unsure.exit()).isEqualTo(2);
    ok(shell.run("mfa", "reset", "twofold", "--yes"));
    ok(here.runWith(password, "login", "-u", "twofold", "--password-stdin"));
  }

  @Test
  void passkey_shouldBeSeenAndManaged_whenABrowserMadeIt() throws IOException {
    // given
    String password = "a long pass phrase";
    ok(
        shell.runWith(
            password + "\n", "user", "add", "keyed", "-r", "operator", "--password-stdin"));
    Shell here = new Shell(Files.createDirectory(directory.resolve("keyed")), node.url());
    ok(here.runWith(password + "\n", "login", "-u", "keyed", "--password-stdin"));
    Api api = Api.login(node.url(), "keyed", password);
    SoftPasskey passkey = new SoftPasskey(PUBLIC_URL);
    Api.Answer options = api.post("/auth/mfa/passkeys/options", Map.of());
    Map<String, ?> made = Map.of("name", "Blue key", "credential", passkey.create(options.body()));

    // when
    Api.Answer added = api.post("/auth/mfa/passkeys", made);

    // then
    assertThat(added.status()).as("%s", added.body()).isEqualTo(201);
    String recovery = added.body().path("recoveryCodes").path(0).asText();
    Shell.Result unasked =
        here.runWith(password + "\n", "login", "-u", "keyed", "--password-stdin");
    assertThat(unasked.exit()).isEqualTo(5);
    assertThat(unasked.err()).contains("Only a browser can show your passkey");
    Api signedIn = byPasskey(passkey, password);
    assertThat(signedIn.get("/auth/me").body().path("username").asText()).isEqualTo("keyed");
    ok(
        here.with("OPSCONDUCTOR_OTP", recovery)
            .runWith(password + "\n", "login", "-u", "keyed", "--password-stdin"));
    String id = added.body().path("factor").path("id").asText();
    ok(here.run("mfa", "rename", id, "Old key"));
    assertThat(ok(here.run("mfa", "ls"))).contains("passkey").contains("Old key");
    ok(here.run("mfa", "rm", id));
    ok(here.runWith(password + "\n", "login", "-u", "keyed", "--password-stdin"));
  }

  private static Api byPasskey(SoftPasskey passkey, String password) {
    Api nobody = Api.anonymous(node.url());
    Api.Answer due = nobody.post("/auth/login", Map.of("username", "keyed", "password", password));
    assertThat(due.code()).isEqualTo("mfa_required");
    String challenge = due.body().path("challenge").asText();
    Api.Answer options =
        nobody.post("/auth/mfa/verify/passkey/options", Map.of("challenge", challenge));
    Api.Answer in =
        nobody.post(
            "/auth/mfa/verify/passkey",
            Map.of("challenge", challenge, "credential", passkey.get(options.body())));
    assertThat(in.status()).as("%s", in.body()).isEqualTo(200);
    return nobody.withToken(in.body().path("accessToken").asText());
  }

  /** A command takes a while to start, on a busy machine longer than a code is good. */
  private static List<String> confirmed(Shell shell, TestAuthenticator application) {
    for (int tries = 1; ; tries++) {
      Shell.Result result =
          shell.with("OPSCONDUCTOR_OTP", application.code()).run("mfa", "confirm");
      if (result.exit() == 0 || tries == 3) {
        return ok(result).lines().toList();
      }
    }
  }

  private static void awaitSignedOut(Shell place) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> place.run("whoami").exit() == 5);
  }

  @Test
  void cluster_shouldShowTheNode_whenAsked() {
    assertThat(ok(shell.run("cluster", "nodes"))).contains("gateway=");
    assertThat(ok(shell.run("cluster", "queues", "-o", "name")))
        .contains("executions/tasks", "executions/events", "schedules/due", "workers/running@");
    assertThat(ok(shell.run("cluster", "breakers", "-o", "json")))
        .isEqualToIgnoringWhitespace("[]");
    assertThat(ok(shell.run("health"))).contains("true  true");
  }

  private static String ok(Shell.Result result) {
    assertThat(result.exit()).as(result.err()).isZero();
    return result.out();
  }
}
