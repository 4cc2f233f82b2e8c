package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.VersionedId;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.contracts.schedules.CalendarPage;
import io.opsconductor.contracts.schedules.CalendarView;
import io.opsconductor.contracts.schedules.Conflicts;
import io.opsconductor.contracts.schedules.DueTime;
import io.opsconductor.contracts.schedules.FirePage;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.contracts.schedules.FireView;
import io.opsconductor.contracts.schedules.ScheduleBulkResult;
import io.opsconductor.contracts.schedules.ScheduleCounts;
import io.opsconductor.contracts.schedules.ScheduleHealth;
import io.opsconductor.contracts.schedules.ScheduleIdentity;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.contracts.schedules.ScheduleOperations;
import io.opsconductor.contracts.schedules.SchedulePage;
import io.opsconductor.contracts.schedules.SchedulePreview;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import io.opsconductor.contracts.schedules.ScheduleStatistics;
import io.opsconductor.contracts.schedules.ScheduleView;
import io.opsconductor.contracts.schedules.Timeline;
import io.opsconductor.platform.testing.ServiceHarness;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the edge makes of schedules and calendars; the group is stood in for. */
class ScheduleIT {
  private static final UUID KNOWN = Ids.next();
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ScheduleCounts COUNTS = new ScheduleCounts(1, 2, 3, 4, 5, 6, 7);
  private static final String CRON =
      "{'type':'cron','expression':'30 2 * * *','zone':'Asia/Tokyo'}";
  private static final String CALENDAR =
      "{'name':'freeze','kind':'blackout','windows':[{'type':'days','days':['12-24']}]}";

  /** What reached the bus. */
  private static final BlockingQueue<Object> ASKED = new LinkedBlockingQueue<>();

  private static TestGateway gateway;
  private static String ann;

  @BeforeAll
  static void start() {
    gateway = new TestGateway(Map.of(), ScheduleIT::services);
    ann = gateway.token("ann", "schedule:read", "schedule:write");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void forget() {
    ASKED.clear();
  }

  private static void services(ServiceHarness.Builder services) {
    serve(services, ScheduleOperations.CREATE, asked -> view(Ids.next(), 1, asked));
    serve(services, ScheduleOperations.GET, asked -> known(asked.id()));
    serve(
        services,
        ScheduleOperations.UPDATE,
        asked -> {
          requireThree(asked.expectedVersion(), ErrorCode.VERSION_CHANGED);
          return view(asked.id(), 4, asked.schedule());
        });
    serve(services, ScheduleOperations.DELETE, ScheduleIT::deleted);
    serve(
        services,
        ScheduleOperations.LIST,
        asked -> new SchedulePage(List.of(known(KNOWN)), asked.page().limit() + "-next"));
    serve(services, ScheduleOperations.PAUSE, asked -> known(asked.id()));
    serve(services, ScheduleOperations.RESUME, asked -> known(asked.id()));
    serve(
        services,
        ScheduleOperations.BULK,
        asked -> ScheduleBulkResult.of(asked.asPreview(), List.of()));
    serve(services, ScheduleOperations.PREVIEW, asked -> preview());
    serve(
        services, ScheduleOperations.LIST_FIRES, asked -> new FirePage(List.of(fire(NOW)), "next"));
    serve(services, ScheduleOperations.CATCH_UP, asked -> fire(asked.dueAt()));
    serve(
        services,
        ScheduleOperations.STATISTICS,
        asked -> new ScheduleStatistics(COUNTS, List.of(), 5L));
    serve(services, ScheduleOperations.TIMELINE, asked -> new Timeline(List.of(), true));
    serve(
        services, ScheduleOperations.CONFLICTS, asked -> new Conflicts(List.of(), List.of(), true));
    calendars(services);
  }

  private static void calendars(ServiceHarness.Builder services) {
    serve(services, ScheduleOperations.CREATE_CALENDAR, asked -> calendar(Ids.next(), 1, asked));
    serve(
        services,
        ScheduleOperations.GET_CALENDAR,
        asked -> calendar(asked.id(), 3, Wire.decode(json(CALENDAR), CalendarInput.class)));
    serve(
        services,
        ScheduleOperations.UPDATE_CALENDAR,
        asked -> {
          requireThree(asked.expectedVersion(), ErrorCode.STALE_VERSION);
          return calendar(asked.id(), 4, asked.calendar());
        });
    serve(services, ScheduleOperations.DELETE_CALENDAR, ScheduleIT::deleted);
    serve(
        services, ScheduleOperations.LIST_CALENDARS, asked -> new CalendarPage(List.of(), "next"));
  }

  private static <Q, R> void serve(
      ServiceHarness.Builder services, Operation<Q, R> operation, Function<Q, R> answer) {
    services.serves(
        operation,
        (request, call) -> {
          ASKED.add(request);
          return answer.apply(request);
        });
  }

  private static Empty deleted(VersionedId asked) {
    requireThree(asked.expectedVersion(), ErrorCode.STALE_VERSION);
    return Empty.INSTANCE;
  }

  private static void requireThree(Integer expected, ErrorCode otherwise) {
    if (expected != null && expected != 3) {
      throw new OpsException(otherwise, "Version 3 is current");
    }
  }

  private static ScheduleView known(UUID id) {
    if (!id.equals(KNOWN)) {
      throw new OpsException(ErrorCode.NOT_FOUND, "No schedule " + id);
    }
    return view(id, 3, Wire.decode(schedule(CRON), ScheduleInput.class));
  }

  private static ScheduleView view(UUID id, int version, ScheduleInput given) {
    if (given.name().equals("taken")) {
      throw new OpsException(ErrorCode.SCHEDULE_NAME_TAKEN, "Another schedule is called taken");
    }
    return new ScheduleView(
        id,
        version,
        given.name(),
        given.description(),
        given.jobId(),
        given.spec(),
        given.dst(),
        given.misfire(),
        given.overlap(),
        given.calendars(),
        given.jitter(),
        given.startAt(),
        given.endAt(),
        given.maxRuns(),
        given.parameters(),
        given.targets(),
        given.runAs(),
        given.enabled(),
        "ann",
        new ScheduleIdentity(KNOWN, "ann", false),
        "every day at 02:30 in Asia/Tokyo",
        ScheduleHealth.HEALTHY,
        null,
        null,
        NOW,
        null,
        COUNTS,
        NOW,
        NOW,
        "ann");
  }

  private static CalendarView calendar(UUID id, int version, CalendarInput given) {
    return new CalendarView(
        id,
        version,
        given.name(),
        given.description(),
        given.kind(),
        given.zone(),
        given.windows(),
        List.of(),
        NOW,
        NOW,
        "ann");
  }

  private static FireView fire(Instant dueAt) {
    return new FireView(KNOWN, dueAt, FireState.STARTING, null, null, null, null, null, null);
  }

  private static SchedulePreview preview() {
    LocalDateTime local = LocalDateTime.parse("2026-01-01T09:00:00");
    return new SchedulePreview("w", List.of(new DueTime(NOW, local, "+09:00", List.of())));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static String schedule(String spec) {
    return json("{'name':'night','jobId':'" + KNOWN + "','spec':" + spec + "}");
  }

  private static String asked() {
    return Wire.encodeString(ASKED.remove());
  }

  private static HttpResponse<String> post(String path, String body) {
    return gateway.post(path, ann, json(body));
  }

  private static HttpResponse<String> send(String method, String path, String body, String tag) {
    HttpRequest.Builder request =
        gateway
            .request(path, ann)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json(body)));
    return gateway.send(tag == null ? request : request.header("If-Match", tag));
  }

  private static void problem(
      HttpResponse<String> response, int status, String code, String... inBody) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(new JsonObject(response.body()).getString("code")).isEqualTo(code);
    assertThat(List.of(inBody)).allSatisfy(text -> assertThat(response.body()).contains(text));
  }

  private static JsonObject ok(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonObject(response.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CRON,
        "{'type':'cron','expression':'@hourly'}",
        "{'type':'interval','every':'PT5M','anchor':'2026-01-01T00:00:00Z'}",
        "{'type':'recurring','frequency':'weekly','times':['02:30'],'weekdays':['mon','fri']}",
        "{'type':'recurring','frequency':'monthly','times':['02:30'],'day':-1,'every':3,"
            + "'since':'2026-01-31'}",
        "{'type':'once','at':'2026-12-01T02:30','zone':'Europe/Berlin'}"
      })
  void createSchedule_shouldAnswerWhereItIs_whenTheSpecFits(String spec) {
    // when
    HttpResponse<String> created = gateway.post("/schedules", ann, schedule(spec));
    // then
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String id = new JsonObject(created.body()).getString("id");
    assertThat(created.headers().firstValue("Location")).contains("/api/v1/schedules/" + id);
    assertThat(created.headers().firstValue("ETag")).contains("\"1\"");
    ScheduleInput given = (ScheduleInput) ASKED.remove();
    assertThat(given.spec()).isEqualTo(Wire.decode(json(spec), ScheduleSpec.class));
  }

  @Test
  void createSchedule_shouldPassEverythingOn_whenItIsGiven() {
    // given
    String full =
        """
        {"name":"night","description":"d","jobId":"%1$s",
         "spec":{"type":"interval","every":"P1DT30M","zone":"Asia/Tokyo"},
         "dst":{"gap":"end_of_gap","overlap":"both"},
         "misfire":{"policy":"all","deadline":"PT1H","limit":3,"ask":true},"overlap":"queue",
         "calendars":["freeze"],"jitter":"PT2M","startAt":"2026-01-01T00:00:00Z",
         "endAt":"2027-01-01T00:00:00Z","maxRuns":9,"parameters":{"a":1,"b":"x"},
         "targets":{"selector":"env=prod"},"runAs":"%1$s","enabled":false}
        """
            .formatted(KNOWN);
    // when
    HttpResponse<String> created = gateway.post("/schedules", ann, full);
    // then
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(ASKED.remove()).isEqualTo(Wire.decode(full, ScheduleInput.class));
    assertThat(new JsonObject(created.body()).getString("jitter")).isEqualTo("PT2M");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'cron'}|/spec/expression",
        "{'type':'cron','expression':'* * * * *','at':'x'}|/spec/at",
        "{'type':'interval','every':300}|/spec/every",
        "{'type':'interval','every':'5 minutes'}|/spec/every",
        "{'type':'interval','every':'P1M'}|/spec/every",
        "{'type':'interval','every':'PT5M','anchor':'noon'}|/spec/anchor",
        "{'type':'recurring','frequency':'hourly','times':['02:30']}|/spec/frequency",
        "{'type':'recurring','frequency':'weekly','times':['02:30'],'weekdays':['monday']}"
            + "|/spec/weekdays/0",
        "{'type':'recurring','frequency':'daily','times':[]}|/spec/times",
        "{'type':'once'}|/spec/at",
        "{'type':'sometimes'}|/spec/type",
        "{}|/spec/type",
        "5|/spec"
      })
  void createSchedule_shouldPointAtIt_whenTheSpecDoesNotFit(String spec, String pointer) {
    // when, then
    problem(
        gateway.post("/schedules", ann, schedule(spec)),
        400,
        "malformed_request",
        "\"" + pointer + "\"");
    assertThat(ASKED).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/schedules|{'spec':{'type':'nonsense'}}|/spec/type|\"cron\", \"interval\", \"recurring\","
            + " \"once\"",
        "/calendars|{'windows':[{'type':'nonsense'}]}|/windows/0/type|\"weekly\", \"days\","
            + " \"absolute\"",
        "/jobs|{'steps':[{'type':'nonsense'}]}|/steps/0/type|\"command\", \"script\"",
        "/credentials|{'type':'nonsense'}|/type|\"ssh_key\", \"password\""
      })
  void create_shouldSayWhichTypesThereAre_whenThereIsNoSuchType(
      String path, String body, String pointer, String types) {
    // given
    String maker = gateway.token("ann", "schedule:write", "job:write", "credential:write");
    // when
    HttpResponse<String> refused = gateway.post(path, maker, json(body));
    // then
    // then
    assertThat(refused.statusCode()).isEqualTo(400);
    List<String> ofType =
        new JsonObject(refused.body())
            .getJsonArray("errors").stream()
                .map(JsonObject.class::cast)
                .filter(error -> error.getString("pointer").startsWith(pointer))
                .map(error -> error.getString("detail"))
                .toList();
    assertThat(ofType).containsExactly(pointer.substring(1) + " must be one of [" + types + "]");
    assertThat(refused.body()).doesNotContain("expression", "is not a known field");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'when':1|/when",
        "'dst':{'gap':'jump'}|/dst/gap",
        "'dst':{'fold':'first'}|/dst/fold",
        "'misfire':{'deadline':'soon'}|/misfire/deadline",
        "'misfire':{'limit':0}|/misfire/limit",
        "'overlap':'never'|/overlap",
        "'calendars':'freeze'|/calendars",
        "'jitter':5|/jitter",
        "'startAt':'today'|/startAt",
        "'maxRuns':0|/maxRuns",
        "'parameters':{'a':[]}|/parameters/a",
        "'targets':{'names':['a']}|/targets/names",
        "'runAs':'ann'|/runAs",
        "'enabled':'yes'|/enabled"
      })
  void createSchedule_shouldPointAtIt_whenAFieldDoesNotFit(String field, String pointer) {
    // given
    String body = schedule(CRON).replaceFirst("}$", "," + json(field) + "}");
    // when, then
    problem(gateway.post("/schedules", ann, body), 400, "malformed_request", "\"" + pointer + "\"");
    assertThat(ASKED).isEmpty();
  }

  @Test
  void schedule_shouldCheckTheVersion_whenItIsReplacedOrDeleted() {
    // given
    String path = "/schedules/" + KNOWN;
    HttpResponse<String> got = gateway.get(path, ann);
    ok(got);
    assertThat(got.headers().firstValue("ETag")).contains("\"3\"");
    // when, then
    problem(send("PUT", path, schedule(CRON), null), 428, "precondition_required");
    problem(send("PUT", path, schedule(CRON), "\"2\""), 412, "version_changed");
    problem(send("PUT", path, schedule(CRON), "two"), 400, "malformed_request", "/header/If-Match");
    HttpResponse<String> saved = send("PUT", path, schedule(CRON), "\"3\"");
    ok(saved);
    assertThat(saved.headers().firstValue("ETag")).contains("\"4\"");
    ok(send("PUT", path, schedule(CRON), "*"));
    problem(send("DELETE", path, null, "\"2\""), 412, "stale_version");
    assertThat(send("DELETE", path, null, "\"3\"").statusCode()).isEqualTo(204);
    assertThat(send("DELETE", path, null, null).statusCode()).isEqualTo(204);
  }

  @Test
  void schedule_shouldBeAProblem_whenItIsUnknownOrItsNameIsTaken() {
    // when, then
    problem(gateway.get("/schedules/" + Ids.next(), ann), 404, "not_found");
    problem(gateway.get("/schedules/night", ann), 400, "malformed_request", "/path/id");
    problem(
        gateway.post("/schedules", ann, schedule(CRON).replace("night", "taken")),
        409,
        "schedule_name_taken");
    problem(send("PATCH", "/schedules/" + KNOWN, "{}", null), 405, "method_not_allowed");
    problem(send("DELETE", "/schedules/timeline", null, null), 405, "method_not_allowed");
  }

  @Test
  void listSchedules_shouldPassTheConditionsOn_whenTheyAreGiven() {
    // given
    String query = "name=night&jobId=" + KNOWN + "&health=failing&selector=name~n*&limit=7";
    // when
    JsonObject page = ok(gateway.get("/schedules?" + query, ann));
    // then
    assertThat(page.getString("nextCursor")).isEqualTo("7-next");
    assertThat(asked())
        .contains("\"name\":\"night\"", KNOWN.toString(), "failing", "name~n*", "\"limit\":7");
    problem(gateway.get("/schedules?health=ill", ann), 400, "malformed_request", "/query/health");
    problem(gateway.get("/schedules?jobId=x", ann), 400, "malformed_request", "/query/jobId");
    problem(gateway.get("/schedules?jobs=x", ann), 400, "malformed_request", "/query/jobs");
  }

  @Test
  void pause_shouldTakeReasonAndEnd_orNothing() {
    // given
    String path = "/schedules/" + KNOWN + "/pause";
    // when, then
    ok(post(path, "{'reason':'freeze','until':'2026-12-01T06:00:00Z'}"));
    assertThat(asked()).contains("freeze", "2026-12-01T06:00:00Z");
    ok(post(path, "{}"));
    HttpResponse<String> plain = send("POST", path, null, null);
    ok(plain);
    assertThat(plain.headers().firstValue("ETag")).contains("\"3\"");
    problem(post(path, "{'until':'tomorrow'}"), 400, "malformed_request", "/until");
    problem(post(path, "{'till':'x'}"), 400, "malformed_request", "/till");
    problem(post("/schedules/" + Ids.next() + "/pause", "{}"), 404, "not_found");
    ok(post("/schedules/" + KNOWN + "/resume", "{}"));
    ok(send("POST", "/schedules/" + KNOWN + "/resume", null, null));
    problem(
        post("/schedules/" + KNOWN + "/resume", "{'reason':'x'}"),
        400,
        "malformed_request",
        "/reason");
  }

  @Test
  void bulk_shouldNeedOneSelection_whenSchedulesAreChanged() {
    // when, then
    JsonObject would =
        ok(
            post(
                "/schedules/bulk",
                "{'action':'pause','select':{'selector':'a=b'},'preview':true}"));
    assertThat(would.getBoolean("preview")).isTrue();
    ok(post("/schedules/bulk", "{'action':'enable','select':{'ids':['" + KNOWN + "']}}"));
    for (String bad :
        List.of(
            "{'action':'stop','select':{'selector':'a'}}",
            "{'action':'pause','select':{}}",
            "{'action':'pause','select':{'selector':'a','ids':['" + KNOWN + "']}}",
            "{'action':'pause','select':{'selector':'a'},'expect':-1}")) {
      problem(post("/schedules/bulk", bad), 400, "malformed_request");
    }
    problem(
        post("/schedules/bulk", "{'action':'pause','select':{'selector':'a'}}"),
        422,
        "invalid_request",
        "/expect");
  }

  @Test
  void preview_shouldTakeASpec_savedOrNot() {
    // when
    JsonObject preview =
        ok(post("/schedules/preview", "{'spec':" + CRON + ",'count':3,'jitter':'PT1M'}"));
    // then
    assertThat(preview.getJsonArray("times").getJsonObject(0))
        .isEqualTo(
            new JsonObject(
                json(
                    "{'at':'2026-01-01T00:00:00Z','local':'2026-01-01T09:00:00',"
                        + "'offset':'+09:00','notes':[]}")));
    assertThat(asked()).contains("\"count\":3");
    ok(gateway.get("/schedules/" + KNOWN + "/next?count=4&from=2026-03-01T00:00:00Z", ann));
    assertThat(asked()).contains(KNOWN.toString(), "\"count\":4", "2026-03-01");
    ok(gateway.get("/schedules/" + KNOWN + "/next", ann));
    problem(post("/schedules/preview", "{}"), 400, "malformed_request", "/spec");
    problem(post("/schedules/preview", "{'id':'" + KNOWN + "'}"), 400, "malformed_request", "/id");
    problem(
        gateway.get("/schedules/" + KNOWN + "/next?count=1001", ann),
        400,
        "malformed_request",
        "/query/count");
    problem(
        gateway.get("/schedules/" + KNOWN + "/next?from=noon", ann),
        400,
        "malformed_request",
        "/query/from");
  }

  @Test
  void fires_shouldBeListedAndDecidedAbout_whenAsked() {
    // given
    String path = "/schedules/" + KNOWN + "/fires";
    // when, then
    JsonObject page = ok(gateway.get(path + "?state=missed&limit=5", ann));
    assertThat(page.getJsonArray("items").getJsonObject(0).getString("state"))
        .isEqualTo("starting");
    assertThat(asked()).contains("missed", "\"limit\":5");
    problem(gateway.get(path + "?state=lost", ann), 400, "malformed_request", "/query/state");
    ok(post(path + "/catch-up", "{'dueAt':'2026-01-01T00:00:00Z','decision':'dismiss'}"));
    assertThat(asked()).contains(KNOWN.toString(), "2026-01-01T00:00:00Z", "dismiss");
    problem(post(path + "/catch-up", "{'decision':'run'}"), 400, "malformed_request", "/dueAt");
    problem(
        post(path + "/catch-up", "{'dueAt':'2026-01-01T00:00:00Z','decision':'later'}"),
        400,
        "malformed_request",
        "/decision");
    JsonObject statistics = ok(gateway.get("/schedules/" + KNOWN + "/statistics", ann));
    assertThat(statistics.getJsonObject("counts").getInteger("missed")).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"timeline", "conflicts"})
  void range_shouldBeChecked_whenItIsLookedAt(String what) {
    // given
    String path = "/schedules/" + what + "?from=2026-01-01T02:00:00%2B01:00";
    // when, then
    ok(gateway.get(path + "&to=2026-01-02T00:00:00Z&selector=name~n*", ann));
    assertThat(asked()).contains("2026-01-01T01:00:00Z", "name~n*");
    problem(gateway.get(path, ann), 400, "malformed_request", "/query/to");
    problem(gateway.get(path + "&to=x", ann), 400, "malformed_request", "/query/to");
    problem(gateway.get(path + "&to=2025-01-01T00:00:00Z", ann), 422, "invalid_request");
    problem(gateway.get(path + "&to=2026-03-01T00:00:00Z", ann), 422, "invalid_request");
  }

  @Test
  void calendar_shouldBeMadeReplacedAndDeleted_whenTheVersionIsRight() {
    // when, then
    HttpResponse<String> created = post("/calendars", CALENDAR);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String path = "/calendars/" + new JsonObject(created.body()).getString("id");
    assertThat(created.headers().firstValue("Location")).contains("/api/v1" + path);
    HttpResponse<String> got = gateway.get(path, ann);
    assertThat(ok(got).getString("kind")).isEqualTo("blackout");
    assertThat(got.headers().firstValue("ETag")).contains("\"3\"");
    problem(send("PUT", path, CALENDAR, null), 428, "precondition_required");
    problem(send("PUT", path, CALENDAR, "\"9\""), 412, "stale_version");
    ok(send("PUT", path, CALENDAR, "\"3\""));
    problem(send("DELETE", path, null, "\"9\""), 412, "stale_version");
    assertThat(send("DELETE", path, null, null).statusCode()).isEqualTo(204);
    ASKED.clear();
    assertThat(ok(gateway.get("/calendars?name=freeze", ann)).getString("nextCursor"))
        .isEqualTo("next");
    assertThat(asked()).contains("freeze");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'weekly','from':'22:00','to':'04:00','weekdays':['sat']}|",
        "{'type':'absolute','from':'2026-12-18T12:00','to':'2027-01-04T08:00'}|",
        "{'type':'days','days':['2026-12-24','12-25']}|",
        "{'type':'weekly','from':'22:00'}|/windows/0/to",
        "{'type':'absolute','from':'2026-12-18','to':'2027-01-04T08:00'}|/windows/0/from",
        "{'type':'days','days':[]}|/windows/0/days",
        "{'type':'days','days':['12-24'],'from':'1'}|/windows/0/from",
        "{'type':'yearly'}|/windows/0/type"
      })
  void createCalendar_shouldCheckItsWindows_whenTheyAreGiven(String window, String pointer) {
    // when
    HttpResponse<String> response =
        post("/calendars", "{'name':'c','kind':'only_in','windows':[" + window + "]}");
    // then
    if (pointer == null) {
      assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    } else {
      problem(response, 400, "malformed_request", "\"" + pointer + "\"");
    }
  }

  @Test
  void routes_shouldBeForThoseWhoMay_only() {
    // given
    String reader = gateway.token("vic", "schedule:read");
    String other = gateway.token("bob", "job:read");
    // when, then
    ok(gateway.get("/schedules/" + KNOWN, reader));
    ok(gateway.post("/schedules/preview", reader, json("{'spec':" + CRON + "}")));
    problem(gateway.post("/schedules", reader, schedule(CRON)), 403, "forbidden");
    problem(gateway.post("/schedules/" + KNOWN + "/pause", reader, "{}"), 403, "forbidden");
    problem(gateway.post("/calendars", reader, json(CALENDAR)), 403, "forbidden");
    problem(gateway.get("/schedules", other), 403, "forbidden");
    problem(gateway.get("/calendars", null), 401, "unauthenticated");
  }
}
