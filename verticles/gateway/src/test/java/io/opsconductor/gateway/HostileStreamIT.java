package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of the stream that mean harm: the others do not notice. */
class HostileStreamIT {
  private static final TestLog LOG = new TestLog();
  private static final String PATH = "GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  private static final String UPGRADE = "Connection: Upgrade\r\nUpgrade: websocket\r\n";
  private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";
  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  private static final long FLOOD = 64L << 20;
  private static final long WHAT_SYSTEMS_BUFFER = 24L << 20;
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway =
        new TestGateway(
            Map.of(), services -> services.serves(ExecutionOperations.READ_LOG, LOG::read));
    LOG.state(ExecutionState.RUNNING);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static TestSocket connect(String token) {
    return TestSocket.connect(gateway.vertx(), gateway.port(), token);
  }

  private static String reader() {
    return gateway.token("reader", "execution:read");
  }

  @AfterEach
  void stream_shouldBeThereForOthers_whateverWasDone() {
    try (TestSocket good = connect(reader())) {
      good.subscribe("g", LOG.executionId, 0);
      assertThat(good.next().getString("type")).isEqualTo("state");
    }
  }

  private static byte[] frame(int opcode, boolean last, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) (opcode | (last ? 0x80 : 0)));
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 65_536) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    frame.putInt(0).put(payload);
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  private static byte[] many(byte[] frame) {
    ByteBuffer all = ByteBuffer.allocate(frame.length * (256 * 1024 / frame.length));
    while (all.hasRemaining()) {
      all.put(frame);
    }
    return all.array();
  }

  private static byte[] handshake() {
    return (PATH + UPGRADE + VERSION + KEY + "Authorization: Bearer " + reader() + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 426",
    "UV, 400",
    "UK, 426",
    "VK, 426",
    "UVX, 400",
    "uVK, 426",
    "CVK, 400",
    "UWK, 426",
  })
  void handshake_shouldBeAProblem_whenItIsIncomplete(String parts, int status) {
    // given
    StringBuilder request = new StringBuilder(PATH);
    for (int i = 0; i < parts.length(); i++) {
      request.append(
          switch (parts.charAt(i)) {
            case 'U' -> UPGRADE;
            case 'u' -> "Connection: Upgrade\r\nUpgrade: h2c\r\n";
            case 'C' -> "Connection: close\r\nUpgrade: websocket\r\n";
            case 'V' -> VERSION;
            case 'W' -> "Sec-WebSocket-Version: 8\r\n";
            case 'K' -> KEY;
            default -> "Sec-WebSocket-Key: short\r\n";
          });
    }
    // when
    String answer = RawConnection.exchange(gateway.port(), request.append("\r\n").toString());
    // then
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("application/problem+json")
        .doesNotContain("Exception");
  }

  @Test
  void handshake_shouldBeRefused_whenManyStreamsAreOpen() {
    // given: two instances
    try (TestGateway small = new TestGateway(Map.of("max_streams", 1), services -> {})) {
      List<RawConnection> open =
          IntStream.range(0, 3).mapToObj(i -> new RawConnection(small.port())).toList();
      // when
      open.forEach(connection -> connection.send(PATH + UPGRADE + VERSION + KEY + "\r\n"));
      // then
      assertThat(open.stream().map(RawConnection::answer))
          .anySatisfy(
              answer ->
                  assertThat(answer)
                      .startsWith("HTTP/1.1 503")
                      .contains("busy")
                      .containsIgnoringCase("retry-after: 1"));
      open.forEach(RawConnection::close);
    }
  }

  @Test
  void socket_shouldBeClosed_whenAFrameOrMessageIsTooBig() {
    try (TestSocket oneFrame = connect(reader());
        TestSocket manyFrames = connect(reader())) {
      // when
      oneFrame.raw().writeFinalTextFrame("x".repeat(70_000));
      manyFrames.raw().writeTextMessage("x".repeat(200_000));
      // then
      assertThat(oneFrame.closeCode()).isEqualTo(1009);
      assertThat(manyFrames.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void socket_shouldBeClosed_whenItSpeaksNoWebSocket() {
    for (byte[] bytes :
        List.of(
            "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
            new byte[] {(byte) 0x81, 0x02, '{', '}'},
            frame(0x3, true, new byte[] {1}),
            frame(0x9, false, new byte[] {1}),
            frame(0x0, true, new byte[] {1}),
            frame(0x8, true, new byte[] {1}))) {
      try (RawConnection connection = new RawConnection(gateway.port())) {
        connection.send(handshake());
        assertThat(connection.answer()).startsWith("HTTP/1.1 101");
        // when
        connection.send(bytes);
        // then
        assertThat(connection.isClosed()).isTrue();
      }
    }
  }

  @Test
  void server_shouldStopReading_whenPongsAreNotRead() {
    // given
    byte[] pings = many(frame(0x9, true, new byte[125]));
    // when
    long taken = RawConnection.taken(gateway.port(), handshake(), pings, FLOOD);
    // then
    assertThat(taken).isLessThan(WHAT_SYSTEMS_BUFFER);
  }

  @Test
  void server_shouldStopReading_whenErrorsAreNotRead() {
    // given
    byte[] nonsense = many(frame(0x1, true, "{}".getBytes(StandardCharsets.US_ASCII)));
    // when
    long taken = RawConnection.taken(gateway.port(), handshake(), nonsense, FLOOD);
    // then
    assertThat(taken).isLessThan(WHAT_SYSTEMS_BUFFER);
  }

  @Test
  void log_shouldNotBeReadAhead_whenTheClientDoesNotRead() {
    // given
    TestLog log = LOG;
    byte[] chunk = "y".repeat(32 * 1024).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2000; i++) {
      log.output(chunk);
    }
    try (TestSocket deaf = connect(reader())) {
      deaf.pause();
      int before = log.reads();
      // when
      deaf.subscribe("d", log.executionId, 0);
      // then
      await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
      int readBytes = (log.reads() - before) * 256 * 1024;
      assertThat(readBytes).isLessThan((int) WHAT_SYSTEMS_BUFFER);
    }
  }

  @Test
  void socket_shouldBeClosedAtOnce_whenItsSessionEnds() {
    // given
    String token = reader();
    try (TestSocket socket = connect(token);
        TestSocket other = connect(reader())) {
      socket.subscribe("a", LOG.executionId, 0);
      socket.next();
      // when
      gateway.endSession(token);
      // then
      await().atMost(Duration.ofMillis(2500)).until(() -> socket.isClosed());
      assertThat(socket.closeCode()).isEqualTo(4401);
      assertThat(other.isClosed()).isFalse();
    }
  }

  @Test
  void ticket_shouldBeRefused_whenItIsNone() {
    for (String ticket : List.of("x", "AAAA".repeat(60), "\u0000", "../..")) {
      try (TestSocket socket = connect(null)) {
        // when
        socket.say(new JsonObject().put("type", "auth").put("ticket", ticket).encode());
        // then
        assertThat(socket.closeCode()).isEqualTo(4401);
      }
    }
  }

  @Test
  void ticket_shouldBeRefused_whenItsSessionHasEnded() {
    // given
    String token = reader();
    String ticket =
        new JsonObject(gateway.post("/stream/tickets", token, "{}").body()).getString("ticket");
    gateway.endSession(token);
    try (TestSocket socket = connect(null)) {
      // when
      socket.say(new JsonObject().put("type", "auth").put("ticket", ticket).encode());
      socket.subscribe("a", Ids.next(), 0);
      // then
      assertThat(socket.closeCode()).isEqualTo(4401);
      assertThat(socket.silent()).isTrue();
    }
  }
}
