package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.LogPart;
import io.opsconductor.contracts.executions.OutputHit;
import io.opsconductor.contracts.executions.OutputHits;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.SearchOutput;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskTarget;
import io.opsconductor.platform.testing.ServiceHarness;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Search in the stored log and its download. */
class DownloadIT {
  private static final UUID SMALL = Ids.next();
  private static final UUID TORN = Ids.next();
  private static final UUID BUSY = Ids.next();
  private static final UUID WEB = Ids.next();
  private static final UUID DB = Ids.next();
  private static final BlockingQueue<SearchOutput> SEARCHES = new LinkedBlockingQueue<>();
  private static final AtomicInteger BUSY_READS = new AtomicInteger();
  private static final TestLog LARGE = large();
  private static TestGateway gateway;
  private static String reader;

  @BeforeAll
  static void start() {
    gateway = new TestGateway(Map.of("download_stall_seconds", 1), DownloadIT::services);
    reader = gateway.token("reader", "execution:read");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static void services(ServiceHarness.Builder services) {
    services
        .serves(
            ExecutionOperations.SEARCH_OUTPUT,
            (request, call) -> {
              SEARCHES.add(request);
              return found();
            })
        .serves(
            ExecutionOperations.READ_LOG,
            (request, call) -> {
              if ("nosuch".equals(request.target())) {
                throw new OpsException(ErrorCode.NOT_FOUND, "The execution has no target nosuch");
              }
              if (request.executionId().equals(SMALL)) {
                return part(small(), request.fromSeq());
              }
              if (request.executionId().equals(TORN)) {
                return torn(request.fromSeq());
              }
              if (request.executionId().equals(BUSY)) {
                return busy(request.fromSeq());
              }
              return LARGE.read(request, call);
            });
  }

  /** 64 MiB. */
  private static TestLog large() {
    TestLog log = new TestLog().state(ExecutionState.RUNNING);
    byte[] data = ("x".repeat(1023) + "\n").repeat(256).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 256; i++) {
      log.output(data);
    }
    return log.end(ExecutionState.SUCCEEDED);
  }

  private static List<LogEntry> small() {
    TaskTarget web = new TaskTarget(WEB, "web-1");
    TaskTarget db = new TaskTarget(DB, "db-1");
    return List.of(
        new LogEntry.State(1, TestLog.AT, SMALL, ExecutionState.RUNNING, Map.of("total", 2)),
        new LogEntry.Task(2, TestLog.AT, WEB, web, TaskState.RUNNING, null),
        output(3, WEB, web, OutputStreamName.STDOUT, "hel"),
        output(4, DB, db, OutputStreamName.STDOUT, "one\ntwo"),
        output(5, WEB, web, OutputStreamName.STDERR, "oh\n"),
        output(6, WEB, web, OutputStreamName.STDOUT, "lo ü\nrest"),
        new LogEntry.Elided(7, TestLog.AT, WEB, web, 0, 1, OutputStreamName.STDOUT, 99, 4711),
        output(8, WEB, web, OutputStreamName.STDOUT, "tail"),
        new LogEntry.Task(9, TestLog.AT, WEB, web, TaskState.SUCCEEDED, 0),
        new LogEntry.End(10, TestLog.AT, ExecutionState.SUCCEEDED));
  }

  private static LogEntry output(
      long seq, UUID task, TaskTarget target, OutputStreamName stream, String text) {
    byte[] data = text.getBytes(StandardCharsets.UTF_8);
    return new LogEntry.Output(seq, TestLog.AT, task, target, 0, 1, stream, 0, data);
  }

  private static LogPart part(List<LogEntry> all, long fromSeq) {
    return new LogPart(
        all.stream().filter(entry -> entry.seq() > fromSeq).limit(2).toList(), all.size());
  }

  /** It has more after its first part, but nobody can read that. */
  private static LogPart torn(long fromSeq) {
    if (fromSeq > 0) {
      throw new OpsException(ErrorCode.LOG_EXPIRED, "It was removed");
    }
    return part(small(), 0);
  }

  /** One that cannot be read for a moment, and grows while it is read. */
  private static LogPart busy(long fromSeq) {
    if (fromSeq == 4 && BUSY_READS.getAndIncrement() < 2) {
      throw new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "For a moment");
    }
    return new LogPart(part(small(), fromSeq).entries(), fromSeq == 0 ? 5 : 10);
  }

  private static OutputHits found() {
    OutputHit hit =
        new OutputHit(
            3,
            WEB,
            new TaskTarget(WEB, "web-1"),
            0,
            1,
            OutputStreamName.STDOUT,
            0,
            1,
            "hello",
            0,
            5,
            List.of(),
            List.of("next"));
    return new OutputHits(List.of(hit), null, 11);
  }

  @Test
  void search_shouldBePassedOn_whenItIsValid() {
    // when
    HttpResponse<String> response =
        gateway.get(
            path(SMALL)
                + "/search?q=h%5Be%5D.*o&regex=true&ignoreCase=false&target=web-1&stream=stderr"
                + "&context=3&limit=9&cursor=abc",
            reader);
    // then
    assertThat(response.statusCode()).isEqualTo(200);
    JsonObject found = new JsonObject(response.body());
    assertThat(found.containsKey("nextCursor")).isFalse();
    assertThat(found.getLong("scannedBytes")).isEqualTo(11);
    JsonObject hit = found.getJsonArray("items").getJsonObject(0);
    assertThat(hit.getString("line")).isEqualTo("hello");
    assertThat(hit.getString("stream")).isEqualTo("stdout");
    SearchOutput asked = SEARCHES.poll();
    assertThat(asked.query()).isEqualTo("h[e].*o");
    assertThat(asked.regex()).isTrue();
    assertThat(asked.ignoreCase()).isFalse();
    assertThat(asked.target()).isEqualTo("web-1");
    assertThat(asked.stream()).isEqualTo(OutputStreamName.STDERR);
    assertThat(asked.context()).isEqualTo(3);
    assertThat(asked.page().limit()).isEqualTo(9);
    assertThat(asked.page().cursor()).isEqualTo("abc");
  }

  @ParameterizedTest
  @CsvSource({
    "/search, /query/q",
    "/search?q=, /query/q",
    "/search?q=x&regex=yes, /query/regex",
    "/search?q=x&context=11, /query/context",
    "/search?q=x&limit=0, /query/limit",
    "/search?q=x&stream=both, /query/stream",
    "/search?q=x&regexp=true, /query/regexp",
    "?format=zip, /query/format",
    "?fromSeq=-1, /query/fromSeq"
  })
  void query_shouldBeMalformed_whenAParameterIs(String query, String pointer) {
    // when
    HttpResponse<String> response = gateway.get(path(SMALL) + query, reader);
    // then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(
            new JsonObject(response.body())
                .getJsonArray("errors")
                .getJsonObject(0)
                .getString("pointer"))
        .isEqualTo(pointer);
  }

  @Test
  void text_shouldBeWholeLinesWithTheirTarget_whenItIsDownloaded() {
    // when
    HttpResponse<String> response = gateway.get(path(SMALL), reader);
    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(header(response, "Content-Disposition"))
        .isEqualTo("attachment; filename=\"execution-" + SMALL + ".txt\"");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(response.body())
        .isEqualTo(
            """
            db-1 | one
            web-1 ! oh
            web-1 | hello ü
            web-1 | rest
            web-1 # 4711 bytes of stdout are not kept
            web-1 | tail
            db-1 | two
            """);
    assertThat(gateway.get(path(SMALL) + "?target=db-1", reader).body())
        .isEqualTo("db-1 | one\ndb-1 | two\n");
    assertThat(gateway.get(path(SMALL) + "?target=" + WEB + "&stream=stderr", reader).body())
        .isEqualTo("web-1 ! oh\n");
  }

  @Test
  void ndjson_shouldBeEveryEntry_whenItIsDownloaded() {
    // when
    HttpResponse<String> response = gateway.get(path(SMALL) + "?format=ndjson&fromSeq=1", reader);
    // then
    assertThat(header(response, "Content-Type")).isEqualTo("application/x-ndjson");
    List<JsonObject> lines = response.body().lines().map(JsonObject::new).toList();
    assertThat(lines)
        .extracting(line -> line.getInteger("seq"))
        .containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(lines.get(1).getString("type")).isEqualTo("output");
    assertThat(lines.get(1).getString("data")).isEqualTo("hel");
    assertThat(lines.get(1).getJsonObject("target").getString("name")).isEqualTo("web-1");
    assertThat(lines.get(1).containsKey("id")).isFalse();
    assertThat(lines.getLast().getString("type")).isEqualTo("end");
    assertThat(gateway.get(path(SMALL) + "?fromSeq=10", reader).body()).isEmpty();
  }

  @Test
  void download_shouldEndWithWhatWasStoredFirst_whenTheLogGrows() {
    // when: it also fails twice on the way
    HttpResponse<String> response = gateway.get(path(BUSY) + "?format=ndjson", reader);
    // then
    assertThat(response.body().lines().map(line -> new JsonObject(line).getInteger("seq")))
        .containsExactly(1, 2, 3, 4, 5);
    assertThat(BUSY_READS.get()).isEqualTo(3);
  }

  @Test
  void download_shouldBeCut_whenItCannotGoOn() {
    assertThatThrownBy(() -> gateway.get(path(TORN), reader))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .isInstanceOf(IOException.class);
  }

  @Test
  void download_shouldBeAProblem_whenItCannotBegin() {
    assertThat(gateway.get(path(Ids.next()), reader).statusCode()).isEqualTo(404);
    assertThat(gateway.get(path(SMALL) + "?target=nosuch", reader).statusCode()).isEqualTo(404);
    assertThat(gateway.get(path(SMALL), null).statusCode()).isEqualTo(401);
    String clerk = gateway.token("clerk", "job:read");
    assertThat(gateway.get(path(SMALL), clerk).statusCode()).isEqualTo(403);
    assertThat(gateway.get(path(SMALL) + "/search?q=x", clerk).statusCode()).isEqualTo(403);
  }

  @Test
  void download_shouldBeWhole_whenItIsLarge() {
    // when
    HttpResponse<String> response = gateway.get(path(LARGE.executionId), reader);
    // then
    assertThat(response.body()).hasSize(256 * 256 * ("web-1 | ".length() + 1024));
  }

  @Test
  void log_shouldNotBeReadAhead_andTheClientCutOff_whenItDoesNotRead() {
    // given
    int before = LARGE.reads();
    try (RawConnection client = new RawConnection(gateway.port())) {
      // when
      client.send(get());
      Awaitility.await().until(() -> LARGE.reads() > before);
      // then
      Awaitility.await()
          .during(Duration.ofMillis(2500))
          .atMost(Duration.ofSeconds(6))
          .until(() -> LARGE.reads() - before < 60);
      assertThat(client.isClosed()).isTrue();
    }
    assertThat(LARGE.reads() - before).isLessThan(60);
  }

  @Test
  void reading_shouldEnd_whenTheClientGoesAway() {
    // given
    int before = LARGE.reads();
    // when
    try (RawConnection client = new RawConnection(gateway.port())) {
      client.send(get());
      Awaitility.await().until(() -> LARGE.reads() > before);
    }
    // then
    Awaitility.await()
        .pollDelay(Duration.ofMillis(500))
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(5))
        .until(() -> LARGE.reads() - before < 60);
  }

  private static String get() {
    return "GET /api/v1"
        + path(LARGE.executionId)
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
        + reader
        + "\r\n\r\n";
  }

  private static String path(UUID execution) {
    return "/executions/" + execution + "/output";
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
