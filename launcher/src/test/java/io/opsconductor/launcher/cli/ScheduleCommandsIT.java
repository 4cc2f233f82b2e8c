package io.opsconductor.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands about schedules, against a server that answers as it is told. */
class ScheduleCommandsIT {

  private static final String ID = "018f6f2e-7c1a-7000-8000-0000000000aa";
  private static final String JOB = "018f6f2e-7c1a-7000-8000-0000000000bb";
  private static final String SPEC =
      "{'type':'cron','expression':'30 2 * * *','zone':'Europe/Berlin'}";
  private static final String NIGHT =
      """
      {'id':'%s','version':3,'name':'night','jobId':'%s','spec':%s,
       'dst':{'gap':'shift','overlap':'first'},
       'misfire':{'policy':'once','deadline':'PT30M','ask':false},'overlap':'skip','calendars':[],
       'parameters':{},'enabled':true,'owner':'ann',
       'identity':{'id':'%s','name':'ann','serviceAccount':false},
       'words':'every day at 02:30 in Europe/Berlin','health':'failing','problem':'It failed',
       'nextDueAt':'2026-01-02T01:30:00Z',
       'pause':{'reason':'freeze','until':null,'since':'2026-01-01T00:00:00Z','by':'bob'},
       'lastFire':{'dueAt':'2026-01-01T01:30:00.5Z','state':'fired','outcome':'failed'},
       'counts':{'fired':4,'late':0,'failed':1},'createdAt':'2025-01-01T00:00:00Z',
       'updatedAt':'2025-01-01T00:00:00Z','updatedBy':'ann'}
      """
          .formatted(ID, JOB, SPEC, ID);
  private static final String WOULD =
      "{'preview':true,'selected':2,'changed':1,'unchanged':1,'refused':0,'items':["
          + "{'id':'"
          + ID
          + "','name':'night','outcome':'changed','nextDueAt':null,'detail':null},"
          + "{'id':'"
          + JOB
          + "','name':'noon','outcome':'unchanged'}]}";

  private final Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
  private FakeTerminal fake = new FakeTerminal();
  private FakeRest rest;

  @TempDir Path directory;

  @BeforeEach
  void start() {
    rest = new FakeRest();
    rest.on("GET /schedules?name=night", "{'items':[" + NIGHT + "]}");
    rest.on("GET /schedules/" + ID, NIGHT);
    rest.on("GET /jobs/" + JOB, "{'id':'" + JOB + "','name':'backup'}");
    rest.on("GET /jobs?name=backup", "{'items':[{'id':'" + JOB + "','name':'backup'}]}");
  }

  @AfterEach
  void stop() {
    rest.close();
  }

  private int run(String... words) {
    fake.with("OPSCONDUCTOR_TOKEN", "t").with("OPSCONDUCTOR_URL", rest.url());
    return OperatorCli.run(fake.terminal(), clock, words);
  }

  private int schedule(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "schedule";
    System.arraycopy(words, 0, all, 1, words.length);
    return run(all);
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("file"), text).toString();
  }

  @Test
  void ls_shouldShowATable_andPassFiltersOn() {
    // given
    rest.on(
        "GET /schedules?jobId=" + JOB + "&health=failing&selector=name~n*",
        "{'items':[" + NIGHT + "]}");

    // when
    int code = schedule("ls", "--job", "backup", "--health", "failing", "--selector", "name~n*");

    // then
    assertThat(code).as(fake.err()).isZero();
    assertThat(fake.out().lines().toList())
        .containsExactly(
            "NAME   WHEN                                 NEXT                  HEALTH   LAST",
            "night  every day at 02:30 in Europe/Berlin  2026-01-02T01:30:00Z  failing  failed"
                + " 2026-01-01T01:30:00Z");
  }

  @Test
  void get_shouldTellEverything_toAPerson() {
    // when
    int code = schedule("get", "night");

    // then
    assertThat(code).as(fake.err()).isZero();
    assertThat(fake.out())
        .contains("Job:           backup\n")
        .contains("Problem:       It failed\n")
        .contains("Paused:        by bob since 2026-01-01T00:00:00Z: freeze\n")
        .contains("Counts:        4 fired, 1 failed\n")
        .doesNotContain("Switched off");
  }

  @Test
  void get_shouldPrintWhatApplyTakes_andApplyShouldFindItUnchanged() throws IOException {
    // given
    assertThat(schedule("get", "night", "-o", "yaml")).isZero();
    String yaml = fake.out();
    assertThat(yaml)
        .startsWith("name: night\njob: backup\nspec:\n  type: cron\n")
        .doesNotContain("version", "health", "null");
    fake = new FakeTerminal();

    // when
    int code = schedule("apply", "-f", file(yaml), "-o", "name");

    // then
    assertThat(code).as(fake.err()).isZero();
    assertThat(fake.out()).isEqualTo("night\n");
    assertThat(fake.err())
        .isEqualTo("Schedule night unchanged: every day at 02:30 in Europe/Berlin.\n");
    assertThat(rest.changes()).isEmpty();
  }

  @Test
  void apply_shouldCreateAndUpdate_byName() throws IOException {
    // given
    rest.on("POST /schedules", "{'name':'new','words':'each hour'}");
    rest.on("PUT /schedules/" + ID, NIGHT);
    String yaml =
        """
        name: new
        job: backup
        cron: "@hourly"
        targets: env=prod
        ---
        name: night
        job: %s
        cron: 45 2 * * *
        zone: Europe/Berlin
        """
            .formatted(JOB);

    // when
    int code = schedule("apply", "-f", file(yaml));

    // then
    assertThat(code).as(fake.err()).isZero();
    assertThat(fake.err())
        .isEqualTo(
            """
            Schedule new created: each hour.
            Schedule night updated: every day at 02:30 in Europe/Berlin.
            """);
    assertThat(rest.changes())
        .containsExactly(
            "POST /schedules {'name':'new','targets':{'selector':'env=prod'},"
                + "'spec':{'type':'cron','expression':'@hourly'},'jobId':'"
                + JOB
                + "'}",
            "PUT /schedules/"
                + ID
                + " {'name':'night','spec':{'type':'cron',"
                + "'expression':'45 2 * * *','zone':'Europe/Berlin'},'jobId':'"
                + JOB
                + "'}");
  }

  @Test
  void apply_shouldMakeTheJobToo_whenItStandsInTheFile() throws IOException {
    // given
    rest.on("POST /jobs", "{'id':'" + JOB + "','version':1}");
    rest.on("POST /schedules", "{'name':'a'}");

    // when
    int code =
        schedule(
            "apply", "-f", file("{name: a, every: 5m, job: {name: b, steps: [id], targets: x=y}}"));

    // then
    assertThat(code).as(fake.err()).isZero();
    assertThat(rest.changes().getFirst()).startsWith("POST /jobs {'name':'b','steps':[{'name'");
    assertThat(rest.changes().getLast())
        .isEqualTo(
            "POST /schedules {'name':'a','spec':{'type':'interval','every':'PT5M'},'jobId':'"
                + JOB
                + "'}");
  }

  @Test
  void pause_shouldTakeTheRouteOfOne_whenOneIsNamed() {
    // given
    rest.on("POST /schedules/" + ID + "/pause", NIGHT);

    // when
    int code = schedule("pause", "night", "--reason", "freeze", "--until", "2h");

    // then
    assertThat(code).as(fake.err()).isZero();
    assertThat(rest.changes())
        .containsExactly(
            "POST /schedules/" + ID + "/pause {'reason':'freeze','until':'2026-01-01T02:00:00Z'}");
  }

  @Test
  void resume_shouldDoItToExactlyThoseShown_whenASelectorIsGiven() {
    // given
    rest.on("POST /schedules/bulk", WOULD);

    // when
    int code = schedule("resume", "--selector", "name~n*", "--yes");

    // then
    assertThat(code).as(fake.err()).isZero();
    assertThat(rest.changes())
        .containsExactly(
            "POST /schedules/bulk {'action':'resume','select':{'selector':'name~n*'},"
                + "'preview':true}",
            "POST /schedules/bulk {'action':'resume','select':{'ids':['"
                + ID
                + "','"
                + JOB
                + "']},'expect':1}");
    assertThat(fake.err()).isEqualTo("1 of 2 changed, 1 so already, 0 refused.\n");
  }

  @Test
  void pause_shouldChangeNothing_whenItIsADryRunOrNobodyCanBeAsked() {
    // given
    rest.on("POST /schedules/bulk", WOULD);

    // when, then
    assertThat(schedule("pause", "night", "--dry-run")).isZero();
    assertThat(fake.out().lines().toList())
        .containsExactly("NAME   OUTCOME    NEXT  REASON", "night  changed", "noon   unchanged");
    assertThat(schedule("pause", "-s", "name~n*")).isEqualTo(2);
    assertThat(fake.err())
        .contains("  night changed\n  noon unchanged\n1 of 2 would be changed")
        .contains("No terminal to ask: nothing was done. Use --yes");
    assertThat(rest.changes()).allMatch(request -> request.contains("'preview':true"));
  }

  @Test
  void next_shouldTellLocalTimes_withNotes() {
    // given
    String preview =
        "{'words':'every day at 02:30 in Europe/Berlin','times':[{'at':'2026-03-29T01:00:00Z',"
            + "'local':'2026-03-29T03:00:00','offset':'+02:00',"
            + "'notes':[{'code':'shifted','words':'02:30 does not exist'}]}]}";
    rest.on("POST /schedules/preview", preview);
    rest.on("GET /schedules/" + ID + "/next?count=3&from=2026-03-28T00:00:00Z", preview);

    // when
    int code =
        schedule(
            "next",
            "--cron",
            "30 2 * * *",
            "--zone",
            "Europe/Berlin",
            "--gap",
            "shift",
            "--fold",
            "both",
            "-n",
            "3");

    // then
    assertThat(code).as(fake.err()).isZero();
    assertThat(fake.out())
        .isEqualTo(
            """
            LOCAL                UTC                   OFFSET  NOTES
            2026-03-29 03:00:00  2026-03-29T01:00:00Z  +02:00  02:30 does not exist
            """);
    assertThat(rest.requests().getLast())
        .isEqualTo(
            "POST /schedules/preview {'count':3,'spec':"
                + SPEC
                + ",'dst':{'gap':'shift','overlap':'both'}}");
    assertThat(schedule("next", "night", "-n", "3", "--from", "2026-03-28T00:00:00Z")).isZero();
  }

  @Test
  void simulate_shouldShowTimesAndConflicts_byTheClockOfTheZone() {
    // given
    String range = "?from=2026-11-29T01:00:00Z&to=2026-11-29T03:00:00Z&selector=name~n*";
    rest.on(
        "GET /schedules/timeline" + range,
        """
        {'items':[
          {'name':'night','words':'w','due':2,'states':{},'first':'2026-11-29T01:30:00Z',
           'last':'2026-11-29T02:30:00Z',
           'times':[{'at':'2026-11-29T01:30:00Z','notes':[{'code':'jitter','words':'up to 5m'}]},
            {'at':'2026-11-29T02:30:00Z','notes':[{'code':'blacked_out','words':'freeze'}]}]},
          {'name':'often','words':'w','due':120,'states':{'fired':7,'missed':1},
           'first':'2026-11-29T01:00:00Z','last':'2026-11-29T02:59:00Z','times':[]}],
         'complete':false}
        """);
    rest.on(
        "GET /schedules/conflicts" + range,
        """
        {'targets':[{'at':'2026-11-29T01:30:00Z','times':2,'name':'night','otherName':'often',
          'targets':['web-1','web-2'],'targetCount':30}],
         'hours':[{'hour':'2026-11-29T01:00:00Z','runs':61,'expectedSeconds':7200,
          'usualSeconds':60,'schedules':['often']}],'complete':true}
        """);

    // when
    int code =
        schedule(
            "simulate",
            "--from",
            "2026-11-29T02:00",
            "--to",
            "2h",
            "--zone",
            "Europe/Berlin",
            "-s",
            "name~n*");

    // then
    assertThat(code).as(fake.err()).isZero();
    assertThat(fake.out())
        .isEqualTo(
            """
            LOCAL Europe/Berlin  UTC                   SCHEDULE  STATE              NOTES
            2026-11-29 02:00:00  2026-11-29T01:00:00Z  often     1 missed, 7 fired  120 times until\
             2026-11-29 03:59:00
            2026-11-29 02:30:00  2026-11-29T01:30:00Z  night     due                up to 5m
            2026-11-29 03:30:00  2026-11-29T02:30:00Z  night     not to run         freeze

            Conflicts: two jobs on one target
            AT                   SCHEDULE  MEETS  TIMES  ON TARGETS
            2026-11-29 02:30:00  night     often  2      web-1,web-2 and 28 more

            Busy hours
            HOUR                 RUNS  TAKING  USUALLY  MOST BY
            2026-11-29 02:00:00  61    2h 0m   1m 0s    often
            """);
    assertThat(fake.err()).contains("There is more than is shown");
  }

  @Test
  void history_shouldShowDueTimes_withWhyTheyDidNotRun() {
    // given
    rest.on(
        "GET /schedules/" + ID + "/fires?state=missed",
        """
        {'items':[{'dueAt':'2026-01-01T01:30:00Z','state':'missed','latenessMs':1801000,
         'reason':'deadline','detail':'No node ran','asked':true},
         {'dueAt':'2025-12-31T01:30:00Z','state':'fired','latenessMs':12,'executionId':'e',
         'outcome':'succeeded'}]}
        """);

    // when
    int code = schedule("history", "night", "--state", "missed", "-n", "5");

    // then
    assertThat(code).as(fake.err()).isZero();
    assertThat(fake.out())
        .isEqualTo(
            """
            DUE                   STATE   LATE    EXECUTION  OUTCOME    REASON
            2026-01-01T01:30:00Z  missed  30m 1s                        deadline: No node ran (asks\
             for catch-up)
            2025-12-31T01:30:00Z  fired   12 ms   e          succeeded
            """);
  }

  @Test
  void stats_shouldShowCountsAndLateness() {
    // given
    rest.on(
        "GET /schedules/" + ID + "/statistics",
        "{'counts':{'fired':9,'late':1,'skipped':0,'missed':0,'failed':0,'succeeded':8,"
            + "'unsuccessful':2},'lateness':[{'upToMs':1000,'count':9},{'upToMs':null,'count':1}],"
            + "'medianDurationMs':61000}");

    // when
    int code = schedule("stats", "night");

    // then
    assertThat(code).as(fake.err()).isZero();
    assertThat(fake.out())
        .contains(
            "FIRED  LATE",
            "\nup to 1.0 s    9\n",
            "\nmore           1\n",
            "Runs take 1m 1s (median).");
  }

  @Test
  void catchUp_shouldDecideAboutEach() {
    // given
    String path = "POST /schedules/" + ID + "/fires/catch-up";
    rest.on(path, "{'dueAt':'2026-01-01T01:30:00Z','state':'starting'}");

    // when
    int run = schedule("catch-up", "night", "2026-01-01T01:30:00Z", "2026-01-01T03:30+01:00");
    int dismiss = schedule("catch-up", "night", "2026-01-01T01:30:00Z", "--dismiss");

    // then
    assertThat(run).as(fake.err()).isZero();
    assertThat(dismiss).isZero();
    assertThat(rest.changes())
        .containsExactly(
            path + " {'dueAt':'2026-01-01T01:30:00Z','decision':'run'}",
            path + " {'dueAt':'2026-01-01T02:30:00Z','decision':'run'}",
            path + " {'dueAt':'2026-01-01T01:30:00Z','decision':'dismiss'}");
  }

  @Test
  void calendar_shouldBeAppliedAndShown() throws IOException {
    // given
    String freeze =
        "{'id':'"
            + ID
            + "','version':1,'name':'freeze','kind':'blackout','zone':'UTC','windows':["
            + "{'type':'days','days':['12-24']}],'usedBy':['night']}";
    rest.on("GET /calendars?name=freeze", "{'items':[" + freeze + "]}");
    rest.on("GET /calendars/" + ID, freeze);
    rest.on("POST /calendars", "{'name':'nights','kind':'only_in','windows':[]}");
    rest.on("PUT /calendars/" + ID, freeze);
    assertThat(run("calendar", "get", "freeze")).isZero();
    String yaml = fake.out();

    // when
    int same = run("calendar", "apply", "-f", file(yaml));
    int changed =
        run(
            "calendar",
            "apply",
            "-f",
            file(
                "{name: freeze, kind: blackout, windows: [{type: days, days: [12-25]}]}\n---\n"
                    + "{name: nights, kind: only_in,"
                    + " windows: [{type: weekly, from: 22:00, to: 04:00}]}"));

    // then
    assertThat(same).as(fake.err()).isZero();
    assertThat(changed).as(fake.err()).isZero();
    assertThat(fake.err())
        .isEqualTo(
            """
            Calendar freeze unchanged.
            Calendar freeze updated.
            Calendar nights created.
            """);
    assertThat(rest.changes())
        .containsExactly(
            "PUT /calendars/"
                + ID
                + " {'name':'freeze','kind':'blackout','windows':["
                + "{'type':'days','days':['12-25']}]}",
            "POST /calendars {'name':'nights','kind':'only_in','windows':["
                + "{'type':'weekly','from':'22:00','to':'04:00'}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schedule ls --health ill|Invalid value for option '--health'",
        "schedule pause|Say which schedules",
        "schedule pause a -s b|Say which schedules",
        "schedule next|Give either a schedule or --cron.",
        "schedule next a --zone UTC|go with --cron",
        "schedule simulate --from Sunday|is not a time like",
        "schedule simulate --from 2026-01-02 --to 2026-01-01|--to must be after --from",
        "schedule simulate --from now --zone Berlin|is not a time zone",
        "schedule import x --apply|Say with --targets",
        "schedule import x -o yaml|Say with --targets",
        "schedule import x --format anacron|--format is crontab or cron.d",
        "schedule histroy|Did you mean history",
        "schedul ls|Did you mean schedule",
        "calender ls|Did you mean calendar"
      })
  void execute_shouldSayWhatIsWrong_whenTheUsageIs(String line, String message) {
    // when
    int code = run(line.split(" "));

    // then
    assertThat(fake.err()).contains(message);
    assertThat(code).isEqualTo(2);
  }

  @Test
  void get_shouldSayWhatIsAlike_whenTheNameIsUnknown() {
    // given
    rest.on("GET /schedules", "{'items':[" + NIGHT + "]}");

    // when, then
    assertThat(schedule("get", "nigth")).isEqualTo(6);
    assertThat(fake.err()).contains("There is no schedule 'nigth'. Did you mean night?");
  }

  private static final String CRONTAB =
      """
      MAILTO=ops@example.org
      CRON_TZ=Europe/Berlin
      30 2 * * * /opt/backup.sh --all
      @reboot /opt/start
      61 * * * * /opt/never
      PATH=/opt/bin:/bin
      0 3 * * * backup.sh --more
      """;

  private void cron() {
    rest.on(
        "POST /schedules/preview",
        asked ->
            Json.text(asked.path("spec"), "expression").startsWith("61")
                ? FakeRest.refusal(422, "bad_schedule", "61 is no minute")
                : new FakeRest.Answer(
                    200,
                    "{\"words\":\"words of "
                        + Json.text(asked.path("spec"), "expression")
                        + "\"}"));
  }

  @Test
  void import_shouldTellLineByLine_andChangeNothing() throws IOException {
    // given
    cron();
    String file = file(CRONTAB);

    // when
    int code = schedule("import", file);

    // then
    assertThat(code).as(fake.err()).isZero();
    List<String> rows =
        fake.out().lines().map(row -> row.replace(file, "F").replaceAll(" {2,}", "|")).toList();
    assertThat(rows.subList(1, rows.size()))
        .containsExactly(
            "F:1|not supported|nothing is mailed; output is kept with each execution",
            "F:2|mapped|the zone of the lines below",
            "F:3|mapped|backup.sh|words of 30 2 * * *",
            "F:4|not supported|no schedule knows when a host has started",
            "F:5|not supported|61 is no minute",
            "F:6|changed|exported before the commands of the lines below",
            "F:7|changed|backup.sh-2|words of 0 3 * * *|a script that exports its environment"
                + " first");
    assertThat(fake.err())
        .contains("Times are those of the zone " + ZoneId.systemDefault())
        .contains("2 lines mapped, 2 changed, 3 not supported.")
        .contains("Nothing was changed");
    assertThat(rest.changes()).isEmpty();
  }

  @Test
  void import_shouldPrintWhatApplyTakes_whenYamlIsAsked() throws IOException {
    // given
    cron();
    assertThat(schedule("import", file(CRONTAB), "-t", "name=web-1", "--zone", "UTC", "-o", "yaml"))
        .as(fake.err())
        .isZero();
    String yaml = fake.out();
    assertThat(yaml).contains("export PATH='/opt/bin:/bin'\n");
    rest.on("POST /jobs", "{'id':'" + JOB + "','version':1}");
    rest.on("POST /schedules", "{'name':'backup.sh'}");

    // when
    int code = schedule("apply", "-f", file(yaml));

    // then
    assertThat(code).as(fake.err()).isZero();
    assertThat(rest.changes()).hasSize(4);
  }

  @Test
  void import_shouldMakeJobAndSchedule_whenApplied() throws IOException {
    // given
    cron();
    rest.on("POST /jobs", "{'id':'" + JOB + "','version':1}");
    rest.on(
        "POST /schedules",
        asked ->
            Json.text(asked, "name").equals("backup.sh")
                ? new FakeRest.Answer(201, "{}")
                : FakeRest.refusal(422, "unknown_job", "You may not run it"));
    rest.on("DELETE /jobs/" + JOB, "{}");

    // when
    int code = schedule("import", file(CRONTAB), "-t", "name=web-1", "--apply");

    // then
    assertThat(code).as(fake.err()).isEqualTo(1);
    assertThat(fake.out()).contains("created", "refused: You may not run it");
    assertThat(rest.changes())
        .containsExactly(
            "POST /jobs {'name':'backup.sh','steps':[{'name':'backup.sh','type':'command',"
                + "'command':'/opt/backup.sh --all'}],'targets':{'selector':'name=web-1'}}",
            "POST /schedules {'name':'backup.sh','description':'30 2 * * * /opt/backup.sh --all',"
                + "'spec':"
                + SPEC
                + ",'overlap':'allow','jobId':'"
                + JOB
                + "'}",
            "POST /jobs {'name':'backup.sh-2','steps':[{'name':'backup.sh-2','type':'script',"
                + "'interpreter':'sh','script':'export PATH=''/opt/bin:/bin''\\nbackup.sh"
                    .replace("''", "'")
                + " --more\\n'}],'targets':{'selector':'name=web-1'}}",
            "POST /schedules {'name':'backup.sh-2','description':'0 3 * * * backup.sh --more',"
                + "'spec':{'type':'cron','expression':'0 3 * * *','zone':'Europe/Berlin'},"
                + "'overlap':'allow','jobId':'"
                + JOB
                + "'}",
            "DELETE /jobs/" + JOB);
  }

  @ParameterizedTest
  @CsvSource({"503,service_unavailable", "503,deadline_exceeded", "500,internal", "502,''"})
  void import_shouldLeaveTheJob_whenNobodyKnowsWhetherTheScheduleWasMade(int status, String code)
      throws IOException {
    // given
    cron();
    rest.on("POST /jobs", "{'id':'" + JOB + "','version':1}");
    rest.on("POST /schedules", asked -> FakeRest.refusal(status, code, "No answer"));
    rest.on("DELETE /jobs/" + JOB, "{}");

    // when
    int exit = schedule("import", file(CRONTAB), "-t", "name=web-1", "--apply");

    // then
    assertThat(exit).isEqualTo(1);
    assertThat(fake.err())
        .contains("No answer")
        .contains(
            "not known whether the schedule backup.sh was made; its job was made and is left");
    assertThat(rest.changes()).hasSize(2).noneMatch(request -> request.startsWith("DELETE"));
  }

  @Test
  void import_shouldLeaveWhatIsThere_whenItIsRunAgain() throws IOException {
    // given
    cron();
    String job =
        "{'id':'"
            + JOB
            + "','name':'backup.sh','version':1,'steps':[{'name':'backup.sh',"
            + "'type':'command','command':'/opt/backup.sh --all'}],"
            + "'targets':{'selector':'name=web-1'}}";
    rest.on("GET /jobs?name=backup.sh", "{'items':[" + job + "]}");
    rest.on("GET /jobs/" + JOB, job);
    rest.on(
        "GET /schedules?name=backup.sh",
        "{'items':[{'name':'backup.sh','description':'30 2 * * * /opt/backup.sh --all','jobId':'"
            + JOB
            + "','spec':"
            + SPEC
            + ",'overlap':'allow','enabled':true}]}");

    // when
    int code =
        schedule(
            "import",
            file("30 2 * * * /opt/backup.sh --all\n"),
            "--zone",
            "Europe/Berlin",
            "-t",
            "name=web-1",
            "--apply");

    // then
    assertThat(code).as(fake.err()).isZero();
    assertThat(fake.out()).contains("already there");
    assertThat(rest.changes()).isEmpty();
  }

  @Test
  void import_shouldReadADirectory_asCronDoes() throws IOException {
    // given
    cron();
    Path cronD = Files.createDirectory(directory.resolve("cron.d"));
    Files.writeString(cronD.resolve("php"), "09,39 * * * * root /usr/lib/php/sessionclean\n");
    Files.writeString(cronD.resolve("sync"), "@daily ann /opt/sync\n");
    Files.writeString(cronD.resolve("old.dpkg-dist"), "@daily root /opt/old\n");

    // when
    int code = schedule("import", cronD.toString(), "--user-filter", "root", "-o", "name");

    // then
    assertThat(code).as(fake.err()).isZero();
    assertThat(fake.out()).isEqualTo("sessionclean\n");
    assertThat(fake.err()).contains("old.dpkg-dist is left out: cron does not read it.");
  }

  @Test
  void completion_shouldKnowTheCommands() {
    // when
    int code = run("completion", "bash");

    // then
    assertThat(code).isZero();
    assertThat(fake.out())
        .contains(Arrays.asList("schedule", "calendar", "simulate", "catch-up", "--user-filter"));
  }
}
