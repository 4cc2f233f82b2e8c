package io.opsconductor.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtocolIT {

  private static final String EXECUTION = "018f6f2e-7c1a-7000-8000-0000000000aa";

  @TempDir Path config;
  private FakeServer server;

  @BeforeEach
  void start() {
    server = new FakeServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void get_shouldRenewTheSession_whenTheTokenIsRefused() throws IOException {
    // given
    Cli cli = signedIn(Instant.now().plusSeconds(600));
    server.accept("another");

    // when
    JsonNode me = cli.api().get("/auth/me");

    // then
    assertThat(Json.text(me, "username")).isEqualTo("ann");
    assertThat(cli.sessions().session(server.url()).orElseThrow().refreshToken())
        .isEqualTo("refresh-1");
    Path file = config.resolve("opsconductor").resolve("session.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void get_shouldRenewTheSessionOnce_whenManyFindItExpired()
      throws InterruptedException, ExecutionException {
    // given
    signedIn(Instant.now().minusSeconds(1));

    // when
    List<Future<JsonNode>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 8)
          .forEach(i -> answers.add(threads.submit(() -> cli().api().get("/auth/me"))));
    }

    // then
    for (Future<JsonNode> answer : answers) {
      assertThat(Json.text(answer.get(), "username")).isEqualTo("ann");
    }
    assertThat(server.refreshes()).isEqualTo(1);
  }

  @Test
  void get_shouldForgetTheSession_whenItHasEnded() {
    // given
    Cli cli = signedIn(Instant.now().plusSeconds(600));
    server.accept("another");
    server.refuseRefresh();

    // when, then
    assertThatThrownBy(() -> cli.api().get("/auth/me"))
        .isInstanceOfSatisfying(CliException.class, e -> assertThat(e.exit()).isEqualTo(Exit.AUTH))
        .hasMessageContaining("opsconductor login");
    assertThat(cli.sessions().session(server.url())).isEmpty();
  }

  @Test
  void get_shouldNotRenew_whenTheTokenWasGiven() {
    // given
    Cli cli = cli(fake().with("OPSCONDUCTOR_TOKEN", "opsc_wrong"));

    // when, then
    assertThatThrownBy(() -> cli.api().get("/auth/me"))
        .isInstanceOfSatisfying(CliException.class, e -> assertThat(e.exit()).isEqualTo(Exit.AUTH));
    assertThat(server.refreshes()).isZero();
  }

  @Test
  void start_shouldRepeatWithTheSameKey_whenTheServerIsAway() {
    // given
    Cli cli = signedIn(Instant.now().plusSeconds(600));

    // when
    cli.api().start("/executions", Json.object());

    // then
    assertThat(server.idempotencyKeys()).hasSize(2);
    assertThat(server.idempotencyKeys().getFirst())
        .isNotBlank()
        .isEqualTo(server.idempotencyKeys().getLast());
  }

  @Test
  void search_shouldGoThroughAllPages_andSayWhetherSomethingWasFound() {
    // given
    FakeTerminal found = fake().with("OPSCONDUCTOR_TOKEN", "token-0");
    FakeTerminal nothing = fake().with("OPSCONDUCTOR_TOKEN", "token-0");
    // when, then
    assertThat(run(found, "search", EXECUTION, "x", "-C", "2", "-i", "-E")).isZero();
    assertThat(found.out()).isEqualTo("web-1:found\n");
    assertThat(run(nothing, "search", EXECUTION, "none")).isEqualTo(1);
    assertThat(nothing.out() + nothing.err()).isEmpty();
  }

  @Test
  void download_shouldBeInTheFile_whenItCameWhole() throws IOException {
    // given
    FakeTerminal terminal = fake().with("OPSCONDUCTOR_TOKEN", "token-0");
    Path file = config.resolve("out.txt");
    // when, then
    assertThat(run(terminal, "download", EXECUTION, "-o", file.toString())).isZero();
    assertThat(file).hasContent("web-1 | a\u001b\nweb-1 | b\n");
    assertThat(run(terminal, "download", EXECUTION)).isZero();
    assertThat(terminal.out()).isEqualTo("web-1 | a\u001b\nweb-1 | b\n");
    FakeTerminal person = fake().with("OPSCONDUCTOR_TOKEN", "token-0").interactive();
    assertThat(run(person, "download", EXECUTION)).isZero();
    assertThat(person.out()).isEqualTo("web-1 | a^[\nweb-1 | b\n");
  }

  @Test
  void download_shouldLeaveNoFile_whenTheConnectionIsLost() {
    // given
    FakeTerminal terminal = fake().with("OPSCONDUCTOR_TOKEN", "token-0");
    Path file = config.resolve("out.ndjson");
    // when
    int code = run(terminal, "download", EXECUTION, "--format", "ndjson", "-o", file.toString());
    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.err()).contains("did not come whole");
    assertThat(file).doesNotExist();
    assertThat(config.resolve("out.ndjson.part")).doesNotExist();
  }

  private int run(FakeTerminal terminal, String... words) {
    String[] line =
        Stream.concat(Stream.of("--url", server.url().toString(), "executions"), Stream.of(words))
            .toArray(String[]::new);
    return OperatorCli.run(terminal.terminal(), Clock.systemUTC(), line);
  }

  @Test
  void read_shouldGoOnBehindTheLastMessage_whenTheConnectionIsLost() {
    // given
    Cli cli = signedIn(Instant.now().plusSeconds(600));
    server.onConnection(message(1), message(2), "drop");
    server.onConnection("close 1011");
    server.onConnection(message(2), message(3), "{\"type\":\"lagged\",\"fromSeq\":3}", END);
    Recording recording = new Recording();

    // when
    new StreamReader(cli.api(), "e", recording).read();

    // then
    assertThat(recording.seqs).containsExactly(1L, 2L, 3L, 4L);
    assertThat(server.subscriptions()).extracting(ProtocolIT::fromSeq).containsExactly(0L, 2L, 2L);
  }

  @Test
  void read_shouldRenewTheSession_whenItEndsMeanwhile() {
    // given
    Cli cli = signedIn(Instant.now().plusSeconds(600));
    server.onConnection(message(1), "close 4401");
    server.onConnection(message(2), "{\"type\":\"end\",\"seq\":3,\"state\":\"succeeded\"}");
    Recording recording = new Recording();

    // when
    new StreamReader(cli.api(), "e", recording).read();

    // then
    assertThat(recording.seqs).containsExactly(1L, 2L, 3L);
    assertThat(server.refreshes()).isEqualTo(1);
  }

  @Test
  void read_shouldRenewTheSession_whenTheHandshakeIsRefused() {
    // given
    Cli cli = signedIn(Instant.now().plusSeconds(600));
    server.accept("another");
    server.onConnection(END);

    // when
    new StreamReader(cli.api(), "e", new Recording()).read();

    // then
    assertThat(server.refreshes()).isEqualTo(1);
  }

  @Test
  void read_shouldEnd_whenTheExecutionIsUnknown() {
    // given
    Cli cli = signedIn(Instant.now().plusSeconds(600));
    server.onConnection("{\"type\":\"error\",\"code\":\"not_found\",\"message\":\"No such\"}");

    // when, then
    assertThatThrownBy(() -> new StreamReader(cli.api(), "e", new Recording()).read())
        .isInstanceOfSatisfying(
            CliException.class, e -> assertThat(e.exit()).isEqualTo(Exit.NOT_FOUND));
  }

  private static final String END = "{\"type\":\"end\",\"seq\":4,\"state\":\"succeeded\"}";

  private static long fromSeq(String subscription) {
    try {
      return Json.parse(subscription).path("fromSeq").asLong();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String message(long seq) {
    return "{\"type\":\"task\",\"seq\":" + seq + ",\"taskId\":\"t\",\"state\":\"running\"}";
  }

  private static final class Recording implements FrameSink {

    private final List<Long> seqs = new ArrayList<>();

    @Override
    public void frame(Frame frame, JsonNode json) {
      seqs.add(frame.seq());
    }

    @Override
    public void notice(String line) {}
  }

  private Cli signedIn(Instant expiresAt) {
    Cli cli = cli();
    cli.sessions().save(server.url(), new Session("ann", "token-0", "refresh-0", expiresAt));
    return cli;
  }

  private Cli cli() {
    return cli(fake());
  }

  private Cli cli(FakeTerminal fake) {
    return new Cli(fake.terminal(), Clock.systemUTC());
  }

  private FakeTerminal fake() {
    return new FakeTerminal().config(config).with("OPSCONDUCTOR_URL", server.url().toString());
  }
}
