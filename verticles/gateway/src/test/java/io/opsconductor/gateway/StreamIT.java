package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.LogAppended;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StreamIT {
  private static final Map<Object, TestLog> LOGS = new java.util.concurrent.ConcurrentHashMap<>();
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway =
        new TestGateway(
            Map.of("allowed_origins", List.of("https://ops.example.org"), "max_subscriptions", 3),
            services ->
                services.serves(
                    ExecutionOperations.READ_LOG,
                    (request, call) -> {
                      TestLog log = LOGS.get(request.executionId());
                      if (log == null) {
                        throw new OpsException(ErrorCode.NOT_FOUND, "No such execution");
                      }
                      return log.read(request, call);
                    }));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static TestLog log() {
    TestLog log = new TestLog();
    LOGS.put(log.executionId, log);
    return log;
  }

  private static TestSocket connect(String token, String... headers) {
    return TestSocket.connect(gateway.vertx(), gateway.port(), token, headers);
  }

  private static String reader() {
    return gateway.token("reader", "execution:read");
  }

  private static void hint(TestLog log) {
    gateway
        .harness()
        .hints()
        .publish(ExecutionOperations.LOG_APPENDED, new LogAppended(log.executionId, log.lastSeq()));
  }

  @Test
  void subscribe_shouldReplayAndEnd_whenTheExecutionIsFinished() {
    // given
    TestLog log =
        log()
            .state(ExecutionState.RUNNING)
            .output("héllo\n".getBytes(StandardCharsets.UTF_8))
            .output(new byte[] {(byte) 0xff, 0, 1})
            .end(ExecutionState.SUCCEEDED);
    try (TestSocket socket = connect(reader())) {
      // when
      socket.subscribe("a", log.executionId, 0);
      List<JsonObject> messages = socket.until("end");
      // then
      assertThat(messages).extracting(m -> m.getLong("seq")).containsExactly(1L, 2L, 3L, 4L);
      assertThat(messages).allSatisfy(m -> assertThat(m.getString("id")).isEqualTo("a"));
      assertThat(messages.get(0).getString("executionId")).isEqualTo(log.executionId.toString());
      assertThat(messages.get(0).getJsonObject("counts").getInteger("total")).isEqualTo(1);
      assertThat(messages.get(1).getString("data")).isEqualTo("héllo\n");
      assertThat(messages.get(1).containsKey("encoding")).isFalse();
      assertThat(messages.get(2).getString("encoding")).isEqualTo("base64");
      assertThat(Base64.getDecoder().decode(messages.get(2).getString("data")))
          .containsExactly(0xff, 0, 1);
      assertThat(messages.get(2).getLong("offset")).isEqualTo(7);
      assertThat(messages.get(3).getString("state")).isEqualTo("succeeded");
    }
  }

  @Test
  void subscribe_shouldTellHowMuchIsMissing_whenOutputWasNotKept() {
    // given
    TestLog log =
        log()
            .output("head".getBytes(StandardCharsets.UTF_8))
            .elided(4711)
            .output("tail".getBytes(StandardCharsets.UTF_8))
            .end(ExecutionState.SUCCEEDED);
    try (TestSocket socket = connect(reader())) {
      // when
      socket.subscribe("a", log.executionId, 0);
      List<JsonObject> messages = socket.until("end");
      // then
      JsonObject elided = messages.get(1);
      assertThat(elided.getString("type")).isEqualTo("elided");
      assertThat(elided.getLong("seq")).isEqualTo(2);
      assertThat(elided.getString("stream")).isEqualTo("stdout");
      assertThat(elided.getLong("offset")).isEqualTo(4);
      assertThat(elided.getLong("bytes")).isEqualTo(4711);
      assertThat(messages.get(2).getLong("offset")).isEqualTo(4715);
    }
  }

  @Test
  void subscribe_shouldFollow_whenEntriesAreAppended() {
    // given
    TestLog log = log().state(ExecutionState.RUNNING);
    try (TestSocket first = connect(reader());
        TestSocket second = connect(reader())) {
      first.subscribe("x", log.executionId, 0);
      second.subscribe("y", log.executionId, 1);
      assertThat(first.next().getLong("seq")).isEqualTo(1);
      // when
      IntStream.range(0, 20)
          .forEach(
              i -> {
                log.output(("line " + i + "\n").getBytes(StandardCharsets.UTF_8));
                hint(log);
              });
      log.end(ExecutionState.FAILED);
      hint(log);
      // then
      List<Long> expected = LongStream.rangeClosed(2, 22).boxed().toList();
      assertThat(first.until("end")).extracting(m -> m.getLong("seq")).isEqualTo(expected);
      assertThat(second.until("end")).extracting(m -> m.getLong("seq")).isEqualTo(expected);
    }
  }

  @Test
  void subscribe_shouldFollow_whenEveryHintIsLost() {
    // given
    TestLog log = log().state(ExecutionState.RUNNING);
    try (TestSocket socket = connect(reader())) {
      socket.subscribe("a", log.executionId, 0);
      socket.next();
      // when
      log.end(ExecutionState.SUCCEEDED);
      // then
      assertThat(socket.next().getString("type")).isEqualTo("end");
    }
  }

  @Test
  void subscribe_shouldReadOnce_whenManyWatch() {
    // given
    TestLog log = log().state(ExecutionState.RUNNING);
    List<TestSocket> sockets = new ArrayList<>();
    String token = reader();
    for (int i = 0; i < 20; i++) {
      TestSocket socket = connect(token);
      socket.subscribe("a", log.executionId, 0);
      socket.next();
      sockets.add(socket);
    }
    await().until(() -> log.reads() > 20);
    int before = log.reads();
    // when
    log.output("x".getBytes(StandardCharsets.UTF_8)).end(ExecutionState.SUCCEEDED);
    hint(log);
    // then
    sockets.forEach(socket -> assertThat(socket.until("end")).hasSize(2));
    assertThat(log.reads() - before).isLessThan(6);
    sockets.forEach(TestSocket::close);
  }

  @Test
  void subscribe_shouldTellTheEndAgain_whenTheClientHasSeenAll() {
    // given
    TestLog log = log().state(ExecutionState.RUNNING).end(ExecutionState.SUCCEEDED);
    try (TestSocket socket = connect(reader())) {
      // when
      socket.subscribe("a", log.executionId, 2);
      // then
      assertThat(socket.next().getString("type")).isEqualTo("end");
    }
  }

  @Test
  void subscribe_shouldLagAndGoOn_whenTheClientReadsSlowly() {
    // given
    TestLog log = log().state(ExecutionState.RUNNING);
    byte[] chunk = "x".repeat(32 * 1024).getBytes(StandardCharsets.UTF_8);
    try (TestSocket slow = connect(reader());
        TestSocket good = connect(reader())) {
      slow.subscribe("s", log.executionId, 0);
      good.subscribe("g", log.executionId, 0);
      slow.next();
      slow.pause();
      // when
      for (int i = 0; i < 1000; i++) {
        log.output(chunk);
      }
      log.end(ExecutionState.SUCCEEDED);
      hint(log);
      // then
      assertThat(good.until("end"))
          .extracting(m -> m.getLong("seq"))
          .containsAll(LongStream.rangeClosed(1, 1002).boxed().toList());
      await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
      slow.resume();
      List<JsonObject> all = slow.until("end");
      assertThat(all).filteredOn(m -> m.getString("type").equals("lagged")).hasSize(1);
      assertThat(all)
          .filteredOn(m -> !m.getString("type").equals("lagged"))
          .extracting(m -> m.getLong("seq"))
          .isEqualTo(LongStream.rangeClosed(2, 1002).boxed().toList());
    }
  }

  @Test
  void frame_shouldBeRefused_whenItIsNotUnderstood() {
    // given
    try (TestSocket socket = connect(reader())) {
      // when, then
      for (String bad :
          List.of(
              "not json",
              "",
              "[]",
              "{\"type\":\"unsubscribe\",\"id\":\"a\"} {}",
              "{\"type\":\"unsubscribe\",\"id\":\"a\",\"id\":\"b\"}",
              "{\"type\":\"unsubscribe\",\"id\":\"a\",\"more\":1}",
              "{\"type\":\"auth\",\"ticket\":7}",
              "[".repeat(5000),
              "{\"type\":\"nonsense\"}",
              "{\"type\":\"subscribe\",\"id\":\"a\"}",
              "{\"type\":\"subscribe\",\"id\":\"a\",\"executionId\":\"1\"}",
              "{\"type\":\"subscribe\",\"id\":\"a\",\"executionId\":\""
                  + Ids.next()
                  + "\",\"fromSeq\":-1}")) {
        socket.say(bad);
        JsonObject error = socket.next();
        assertThat(error.getString("type")).isEqualTo("error");
        assertThat(error.getString("code")).isEqualTo("malformed_request");
        assertThat(error.getString("message")).isNotEmpty();
      }
      socket.subscribe("a", Ids.next(), 0);
      assertThat(socket.next().getString("code")).isEqualTo("not_found");
      socket.say("{\"type\":\"unsubscribe\",\"id\":\"zzz\"}");
      assertThat(socket.next().getString("code")).isEqualTo("not_found");
      TestLog log = log().state(ExecutionState.RUNNING);
      socket.subscribe("a", log.executionId, 0);
      assertThat(socket.next().getString("type")).isEqualTo("state");
    }
  }

  @Test
  void subscribe_shouldBeRefused_whenTheRoleIsTooSmall() {
    // given
    TestLog log = log().state(ExecutionState.RUNNING);
    try (TestSocket socket = connect(gateway.token("clerk", "target:read"))) {
      // when
      socket.subscribe("a", log.executionId, 0);
      // then
      assertThat(socket.next().getString("code")).isEqualTo("forbidden");
      socket.say("{}");
      assertThat(socket.next().getString("code")).isEqualTo("malformed_request");
    }
  }

  @Test
  void subscribe_shouldBeRefused_whenThereAreTooMany() {
    // given
    TestLog log = log().state(ExecutionState.RUNNING);
    try (TestSocket socket = connect(reader())) {
      for (String id : List.of("1", "2", "3")) {
        socket.subscribe(id, log.executionId, 0);
        socket.next();
      }
      // when
      socket.subscribe("4", log.executionId, 0);
      // then
      assertThat(socket.next().getString("code")).isEqualTo("too_many_subscriptions");
      socket.subscribe("1", log.executionId, 0);
      assertThat(socket.next().getString("code")).isEqualTo("conflict");
    }
  }

  @Test
  void connect_shouldBeRefused_whenTheBearerIsBad() {
    // when, then
    assertThatThrownBy(() -> connect(gateway.forgedToken("reader")))
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class, e -> assertThat(e.getStatus()).isEqualTo(401));
    assertThatThrownBy(() -> connect(reader(), "Origin", "https://evil.example.net"))
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class, e -> assertThat(e.getStatus()).isEqualTo(403));
  }

  @Test
  void connect_shouldSucceed_whenTheOriginIsKnown() {
    // given
    String own = "http://127.0.0.1:" + gateway.port();
    TestLog log = log().state(ExecutionState.RUNNING);
    for (String origin : List.of(own, "https://ops.example.org")) {
      try (TestSocket socket = connect(reader(), "Origin", origin)) {
        // when
        socket.subscribe("a", log.executionId, 0);
        // then
        assertThat(socket.next().getString("type")).isEqualTo("state");
      }
    }
  }

  @Test
  void ticket_shouldSignInOnce_whenItIsTheFirstFrame() {
    // given
    TestLog log = log().state(ExecutionState.RUNNING);
    String ticket =
        new JsonObject(gateway.post("/stream/tickets", reader(), "{}").body()).getString("ticket");
    String auth = new JsonObject().put("type", "auth").put("ticket", ticket).encode();
    try (TestSocket socket = connect(null);
        TestSocket again = connect(null)) {
      // when
      socket.say(auth);
      socket.subscribe("a", log.executionId, 0);
      // then
      assertThat(socket.next().getString("type")).isEqualTo("state");
      again.say(auth);
      assertThat(again.closeCode()).isEqualTo(4401);
    }
  }

  private static String auth(String token) {
    String ticket =
        new JsonObject(gateway.post("/stream/tickets", token, "{}").body()).getString("ticket");
    return new JsonObject().put("type", "auth").put("ticket", ticket).encode();
  }

  @Test
  void socket_shouldTurnAwayAnotherUser_whenOneIsSignedIn() {
    // given
    TestLog log = log().state(ExecutionState.RUNNING);
    try (TestSocket socket = connect(reader())) {
      socket.subscribe("a", log.executionId, 0);
      socket.next();
      // when
      socket.say(auth(gateway.token("borrower", "execution:read")));
      // then
      assertThat(socket.closeCode()).isEqualTo(4401);
      assertThat(socket.closeReason()).contains("another user");
    }
  }

  @Test
  void subscription_shouldGoOn_whenTheSameUserSignsInAgain() {
    // given
    TestLog log = log().state(ExecutionState.RUNNING);
    try (TestSocket socket = connect(gateway.token("renewer", "execution:read"))) {
      socket.subscribe("a", log.executionId, 0);
      socket.next();
      // when
      socket.say(auth(gateway.token("renewer", "execution:read")));
      log.output(new byte[] {'x'}).end(ExecutionState.SUCCEEDED);
      hint(log);
      // then
      assertThat(socket.until("end")).hasSize(2);
    }
  }

  @Test
  void subscription_shouldEnd_whenTheUserSignsInAgainAndMayReadNoMore() {
    // given
    TestLog log = log().state(ExecutionState.RUNNING);
    try (TestSocket socket = connect(gateway.token("fallen", "execution:read"))) {
      socket.subscribe("a", log.executionId, 0);
      socket.next();
      // when
      socket.say(auth(gateway.token("fallen", "job:read")));
      // then
      assertThat(socket.next().getString("code")).isEqualTo("forbidden");
    }
  }

  @Test
  void output_shouldWaitAndFollow_whenItIsNotKnownForAWhileWhetherTheSessionGoesOn() {
    // given
    TestLog log = log().state(ExecutionState.RUNNING);
    try (TestSocket socket = connect(gateway.token("doubtful", "execution:read"))) {
      socket.subscribe("a", log.executionId, 0);
      socket.next();
      // when
      gateway.unknown("doubtful", true);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                log.output(new byte[] {'x'});
                hint(log);
                return !socket.takesWithin(Duration.ofSeconds(2));
              });
      gateway.unknown("doubtful", false);
      log.end(ExecutionState.SUCCEEDED);
      // then
      assertThat(socket.until("end").getLast().getLong("seq")).isEqualTo(log.lastSeq());
    }
  }

  @Test
  void socket_shouldBeClosed_whenTheFirstFrameIsNoTicket() {
    // given
    try (TestSocket socket = connect(null)) {
      // when
      socket.subscribe("a", Ids.next(), 0);
      // then
      assertThat(socket.next().getString("code")).isEqualTo("unauthenticated");
      assertThat(socket.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void socket_shouldBeClosed_whenTheSessionEnds() {
    // given
    TestLog log = log().state(ExecutionState.RUNNING);
    try (TestSocket socket = connect(gateway.token("leaver", "execution:read"))) {
      socket.subscribe("a", log.executionId, 0);
      socket.next();
      // when
      gateway.revoke("leaver");
      // then
      assertThat(socket.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void socket_shouldBeClosed_whenAFrameIsBinary() {
    // given
    try (TestSocket socket = connect(reader())) {
      // when
      socket.raw().writeBinaryMessage(Buffer.buffer("x")).await();
      // then
      assertThat(socket.closeCode()).isEqualTo(1003);
      assertThat(socket.silent()).isTrue();
    }
  }
}
