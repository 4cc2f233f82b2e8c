package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.testkit.TestSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Schedules as a person manages them: the fat jar, a node, and a real sshd. */
@Execution(ExecutionMode.CONCURRENT)
class ScheduleCliIT {

  @TempDir static Path directory;
  private static TestSshd sshd;
  private static Node node;
  private static Shell shell;

  @BeforeAll
  static void start() throws IOException {
    sshd = TestSshd.start(1);
    node = Node.start(directory.resolve("data"));
    shell = new Shell(Files.createDirectory(directory.resolve("home")), node.url());
    ok(shell.runWith(Node.PASSWORD + "\n", "login", "-u", "admin", "--password-stdin"));
    Path key = Files.writeString(directory.resolve("key"), sshd.userKey().privateKey());
    ok(shell.run("credential", "add", "cli", "-u", sshd.username(), "--key-file", key.toString()));
    ok(
        shell.run(
            "target",
            "add",
            "cron-1",
            "--host",
            sshd.hosts().getFirst(),
            "--port",
            "" + sshd.port(),
            "--credential",
            "cli"));
    ok(
        shell.runWith(
            "{name: greet, targets: {names: [cron-1]}, steps: [echo hello]}",
            "job",
            "apply",
            "-f",
            "-"));
  }

  @AfterAll
  static void stop() {
    node.close();
    sshd.close();
  }

  private static String ok(Shell.Result result) {
    assertThat(result.exit()).as(result.err()).isZero();
    return result.out();
  }

  private static JsonNode json(Shell.Result result) throws IOException {
    assertThat(result.exit()).as(result.err()).isZero();
    return Api.JSON.readTree(result.bytes());
  }

  private static Shell.Result apply(String yaml) {
    return shell.runWith(yaml, "schedule", "apply", "-f", "-");
  }

  @Test
  void schedule_shouldRunItsJob_whenItIsDue() {
    // given
    ok(apply("{name: often, job: greet, every: 2s}"));

    // when
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(ok(shell.run("schedule", "history", "often")))
                    .contains("fired", "succeeded"));

    // then
    ok(shell.run("schedule", "pause", "often", "--reason", "enough"));
    assertThat(ok(shell.run("schedule", "get", "often")))
        .contains("Health:        paused", "by admin since", ": enough");
    assertThat(ok(shell.run("schedule", "stats", "often"))).contains("SUCCEEDED", "(median)");
    assertThat(ok(shell.run("schedule", "ls", "--job", "greet", "--health", "paused")))
        .contains("often");
    assertThat(ok(shell.run("executions", "ls", "--job", "greet"))).contains("succeeded");
  }

  @Test
  void apply_shouldFindUnchanged_whatGetPrinted() {
    // given
    Shell.Result created =
        apply(
            """
            name: night
            job: greet
            cron: 30 2 * * mon-fri
            zone: Europe/Berlin
            jitter: 5m
            misfire: {policy: all, deadline: 1h, limit: 3}
            overlap: queue
            """);
    String yaml = ok(shell.run("schedule", "get", "night", "-o", "yaml"));

    // when
    Shell.Result again = apply(yaml);
    Shell.Result changed = apply(yaml.replace("30 2 * *", "45 2 * *"));

    // then
    assertThat(created.err()).contains("night created: ");
    assertThat(again.err()).contains("night unchanged: ");
    assertThat(changed.err()).contains("night updated: ");
    assertThat(shell.run("schedule", "delete", "night").err()).contains("Deleted schedule night.");
    assertThat(shell.run("schedule", "get", "night").exit()).isEqualTo(6);
  }

  @Test
  void apply_shouldLeaveTheAnchorOfAnInterval_whenItIsAppliedAgain() throws IOException {
    // given
    String yaml = "{name: steady, job: greet, every: 7h}";
    ok(apply(yaml));
    String anchor = anchor();

    // when
    Shell.Result again = apply(yaml);
    ok(apply("{name: steady, job: greet, every: 9h}"));

    // then
    assertThat(again.err()).contains("steady unchanged");
    assertThat(anchor()).isEqualTo(anchor);
  }

  private static String anchor() throws IOException {
    JsonNode steady = json(shell.run("schedule", "get", "steady", "-o", "json"));
    return steady.path("spec").path("anchor").asText();
  }

  @Test
  void next_shouldTellWhatClockChangesDo() throws IOException {
    // when
    JsonNode times =
        json(
            shell.run(
                "schedule",
                "next",
                "--cron",
                "30 2 * * *",
                "--zone",
                "Europe/Berlin",
                "-n",
                "3",
                "--from",
                "2026-03-28T00:00:00Z",
                "-o",
                "json"));

    // then
    assertThat(times.findValuesAsText("local"))
        .containsExactly("2026-03-28T02:30:00", "2026-03-29T03:00:00", "2026-03-30T02:30:00");
    assertThat(times.get(1).path("notes").path(0).path("code").asText()).isEqualTo("shifted");
    Shell.Result bad = shell.run("schedule", "next", "--cron", "61 * * * *");
    assertThat(bad.exit()).isEqualTo(1);
    assertThat(bad.err()).contains("bad_schedule");
  }

  @Test
  void simulate_shouldShowWhatRuns_exceptWhereACalendarForbidsIt() {
    // given
    ok(
        shell.runWith(
            """
            name: sundays off
            kind: blackout
            zone: Europe/Berlin
            windows: [{type: weekly, weekdays: [sun], from: 00:00, to: 24:00}]
            """,
            "calendar",
            "apply",
            "-f",
            "-"));
    ok(apply("{name: sim free, job: greet, cron: 15 2 * * *, zone: Europe/Berlin}"));
    ok(
        apply(
            "{name: sim bound, job: greet, cron: 20 2 * * *, zone: Europe/Berlin,"
                + " calendars: [sundays off]}"));

    // when
    String shown =
        ok(
            shell.run(
                "schedule",
                "simulate",
                "--from",
                "2027-11-28T02:00",
                "--to",
                "2h",
                "--zone",
                "Europe/Berlin",
                "--selector",
                "name~sim*"));

    // then
    assertThat(shown).contains("2027-11-28 02:15:00  2027-11-28T01:15:00Z  sim free");
    assertThat(ok(shell.run("calendar", "ls"))).contains("sundays off", "sim bound");
    assertThat(shell.run("calendar", "delete", "sundays off").exit()).isEqualTo(7);
  }

  @Test
  void pause_shouldBeShownAndThenDone_whenASelectorIsGiven() {
    // given
    ok(apply("{name: many-1, job: greet, every: 1d}\n---\n{name: many-2, job: greet, every: 1d}"));

    // when
    String dry = ok(shell.run("schedule", "pause", "-s", "name~many-*", "--dry-run"));
    Shell.Result unasked = shell.run("schedule", "pause", "-s", "name~many-*");
    Shell.Result done =
        shell.run("schedule", "pause", "-s", "name~many-*", "--until", "2h", "--yes");
    Shell.Result resumed = shell.run("schedule", "resume", "many-1", "many-2", "--yes");

    // then
    assertThat(dry).contains("many-1", "many-2", "changed");
    assertThat(unasked.exit()).isEqualTo(2);
    assertThat(done.err()).contains("2 of 2 changed");
    assertThat(resumed.err()).contains("2 of 2 changed");
  }

  @Test
  void import_shouldTakeACrontabOver_once() throws IOException {
    // given
    Path crontab =
        Files.writeString(
            directory.resolve("crontab"),
            """
            # m h dom mon dow command
            MAILTO=ops@example.org
            CRON_TZ=Europe/Berlin
            30 2 * * 1-5 /opt/nightly/backup.sh --all > /dev/null 2>&1
            0 4 1 * 1 /opt/either-day
            @reboot /opt/start
            61 * * * * /opt/never
            0 5 * * * mail -s report ops%Hello
            """);

    // when
    String dry = ok(shell.run("schedule", "import", crontab.toString()));
    Shell.Result done =
        shell.run("schedule", "import", crontab.toString(), "-t", "name=cron-1", "--apply");
    Shell.Result again =
        shell.run("schedule", "import", crontab.toString(), "-t", "name=cron-1", "--apply");

    // then
    assertThat(dry).contains("crontab:4", "crontab:7", "not supported", "backup.sh");
    assertThat(ok(done)).contains("created");
    assertThat(done.err()).contains("3 lines mapped, 0 changed, 4 not supported");
    assertThat(ok(again)).contains("already there").doesNotContain("created");
    assertThat(ok(shell.run("schedule", "ls", "-o", "name")))
        .contains("backup.sh\n", "either-day\n");
  }
}
