package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.jobs.Interpreter;
import io.opsconductor.contracts.targets.ConnectionCategory;
import io.opsconductor.contracts.targets.HostKeyPolicy;
import io.opsconductor.testkit.BadSshd;
import io.opsconductor.testkit.Footprint;
import io.opsconductor.testkit.Misbehaviour;
import io.opsconductor.workers.ssh.StepResult.End;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Whatever a server does, the client ends in time, says why, and leaves nothing behind. */
@Isolated
class BadSshdIT {
  /** Of each misbehaviour. More show a leak the better, and take longer. */
  private static final int ROUNDS = Integer.getInteger("bad.sshd.rounds", 6);

  private static final Duration CONNECT = Duration.ofSeconds(6);
  private static final Duration STEP = Duration.ofSeconds(2);

  /** Longer than the patience, and than what is waited for after an exit. */
  private static final Duration ATTEMPT = Duration.ofSeconds(8);

  /** How long a target that cannot be reached is tried again. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** What a machine that is busy with the rest of the rounds may take longer. */
  private static final Duration LONGEST_OVERRUN = Duration.ofSeconds(20);

  /** For a kill whose answer does not come. */
  private static final Duration KILL = Duration.ofSeconds(18);

  /** Fewer than may log in at once: waiting for a place does not count against the time-out. */
  private static final int AT_ONCE = 25;

  private static SshConnector connector;

  @BeforeAll
  static void prepare() {
    connector =
        new SshConnector(
            SshSettings.defaults()
                .withConnectTimeout(CONNECT)
                .withKillGrace(Duration.ofMillis(100)));
  }

  @AfterAll
  static void close() {
    connector.close();
  }

  @Test
  void connect_shouldEndInTimeWithAReasonAndLeaveNothing() throws Exception {
    // given
    Map<Misbehaviour, ConnectionCategory> expected =
        Map.of(
            Misbehaviour.HANGS_BEFORE_BANNER, ConnectionCategory.CONNECT_TIMEOUT,
            Misbehaviour.TRICKLES_BANNER, ConnectionCategory.CONNECT_TIMEOUT,
            Misbehaviour.HANGS_IN_KEY_EXCHANGE, ConnectionCategory.CONNECT_TIMEOUT,
            Misbehaviour.HANGS_UP_IN_KEY_EXCHANGE, ConnectionCategory.PROTOCOL,
            Misbehaviour.GARBLES_KEY_EXCHANGE, ConnectionCategory.PROTOCOL,
            Misbehaviour.TRICKLES, ConnectionCategory.CONNECT_TIMEOUT,
            Misbehaviour.SHOWS_ANOTHER_HOST_KEY, ConnectionCategory.HOST_KEY_CHANGED,
            Misbehaviour.HANGS_BEFORE_AUTH_ANSWER, ConnectionCategory.CONNECT_TIMEOUT);

    // when, then
    assertPlayed(expected, BadSshdIT::connectOnce, CONNECT);
  }

  @Test
  void run_shouldEndInTimeWithAReasonAndLeaveNothing() throws Exception {
    // given
    Map<Misbehaviour, End> expected =
        Map.of(
            Misbehaviour.HALF_CLOSES, End.LOST,
            Misbehaviour.RESETS, End.LOST,
            Misbehaviour.FALLS_SILENT, End.TIMED_OUT,
            Misbehaviour.HANGS_BEFORE_EXIT_STATUS, End.TIMED_OUT);

    // when, then
    assertPlayed(expected, BadSshdIT::runOnce, CONNECT.plus(STEP).plus(KILL));
  }

  @Test
  void attempt_shouldEndInTimeWithAReasonAndLeaveNothing() throws Exception {
    // given
    Map<Misbehaviour, End> expected =
        Map.of(
            Misbehaviour.HALF_CLOSES, End.LOST,
            Misbehaviour.RESETS, End.LOST,
            Misbehaviour.FALLS_SILENT, End.TIMED_OUT,
            Misbehaviour.HANGS_BEFORE_EXIT_STATUS, End.EXITED);
    Duration limit = ATTEMPT.plus(KILL).plus(PATIENCE).plus(CONNECT);

    // when, then
    assertPlayed(expected, BadSshdIT::attemptOnce, limit);
  }

  /** Each misbehaviour ends as expected, in time, and all of them together leave nothing. */
  private static <T> void assertPlayed(Map<Misbehaviour, T> expected, Once<T> once, Duration limit)
      throws Exception {
    // what is made once and stays, is
    runOnce(Misbehaviour.RESETS);
    Footprint before = Footprint.settled(Footprint.ANY);
    assertAll(rounds(expected.keySet(), once), expected, limit);
    assertThat(Footprint.settled(before)).as(Footprint::dump).isEqualTo(before);
  }

  private static Timed<ConnectionCategory> connectOnce(Misbehaviour misbehaviour) throws Exception {
    try (BadSshd bad = BadSshd.start(misbehaviour)) {
      return timed(
          () ->
              catchThrowableOfType(SshConnectException.class, () -> connect(bad).close())
                  .category());
    }
  }

  /** Each against a server of its own: what one does to its connections it does to all. */
  private static Timed<End> runOnce(Misbehaviour misbehaviour) throws Exception {
    try (BadSshd bad = BadSshd.start(misbehaviour);
        SshConnection connection = connect(bad)) {
      return timed(() -> Ssh.run(connection, "echo hi; sleep 1", Map.of(), STEP).result().end());
    }
  }

  private static Timed<End> attemptOnce(Misbehaviour misbehaviour) throws Exception {
    try (BadSshd bad = BadSshd.start(misbehaviour)) {
      AttemptRun run =
          new AttemptRun(
              new Attempt(
                  UUID.randomUUID().toString(),
                  1,
                  StepProgram.body(Interpreter.SH, "echo hi; sleep 1", Map.of())),
              Optional.empty(),
              AttemptRun.Position.NOTHING,
              (stream, offset, bytes) -> {},
              () -> {},
              PATIENCE);
      return timed(() -> run.run(null, ATTEMPT, () -> connect(bad)).end());
    }
  }

  @Test
  void run_shouldTakeEveryByte_whenTheyAreNoText() throws Exception {
    try (BadSshd bad = BadSshd.start(Misbehaviour.PRINTS_BINARY);
        SshConnection connection = connect(bad)) {
      // when
      Ssh.Recorded recorded = Ssh.run(connection, "printf 'a\\000\\377'; exit 4");

      // then
      byte[] expected = new byte[3 + BadSshd.binary().length];
      System.arraycopy(new byte[] {'a', 0, (byte) 255}, 0, expected, 0, 3);
      System.arraycopy(BadSshd.binary(), 0, expected, 3, BadSshd.binary().length);
      assertThat(recorded.stdout()).isEqualTo(expected);
      assertThat(recorded.code()).isEqualTo(4);
    }
  }

  @Test
  void run_shouldEndInTimeAndKeepNothing_whenTheTargetFloods() throws Exception {
    try (BadSshd bad = BadSshd.start(Misbehaviour.FLOODS);
        SshConnection connection = connect(bad)) {
      // given
      AtomicLong count = new AtomicLong();
      StepProgram program = StepProgram.of(Interpreter.SH, "echo hi", Map.of(), Ssh.attempt());

      // when
      Timed<StepResult> timed =
          timed(
              () ->
                  new StepRun(
                          Shell.open(connection, CONNECT),
                          program,
                          (stream, offset, bytes) -> count.addAndGet(bytes.length))
                      .run(STEP));

      // then
      assertThat(timed.result().end()).isEqualTo(End.TIMED_OUT);
      assertThat(timed.took()).isLessThan(STEP.plus(KILL).plus(LONGEST_OVERRUN));
      assertThat(count).hasPositiveValue();
    }
  }

  private static SshConnection connect(BadSshd bad)
      throws SshConnectException, InterruptedException {
    SshEndpoint endpoint =
        new SshEndpoint(
            bad.host(),
            bad.port(),
            HostKeyPolicy.STRICT,
            Optional.of(HostKey.parse(bad.hostKey())));
    SshCredential credential =
        SshCredential.password("anyone", bad.password().getBytes(StandardCharsets.UTF_8));
    return connector.connect(
        endpoint,
        credential,
        key -> {
          throw new AssertionError("the key is known");
        });
  }

  private interface Once<T> {
    Timed<T> play(Misbehaviour misbehaviour) throws Exception;
  }

  /** What came of each misbehaviour, all of them played side by side. */
  private static <T> Map<Misbehaviour, List<Timed<T>>> rounds(
      Set<Misbehaviour> misbehaviours, Once<T> once) throws Exception {
    Semaphore places = new Semaphore(AT_ONCE);
    Map<Misbehaviour, List<Timed<T>>> results = new EnumMap<>(Misbehaviour.class);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<Future<Timed<T>>, Misbehaviour> started = new LinkedHashMap<>();
      for (int i = 0; i < ROUNDS; i++) {
        for (Misbehaviour misbehaviour : misbehaviours) {
          started.put(
              threads.submit(() -> inTurn(places, () -> once.play(misbehaviour))), misbehaviour);
        }
      }
      for (Map.Entry<Future<Timed<T>>, Misbehaviour> each : started.entrySet()) {
        results
            .computeIfAbsent(each.getValue(), same -> new ArrayList<>())
            .add(each.getKey().get());
      }
    }
    return results;
  }

  private static <T> void assertAll(
      Map<Misbehaviour, List<Timed<T>>> rounds, Map<Misbehaviour, T> expected, Duration limit) {
    assertThat(rounds.keySet()).isEqualTo(expected.keySet());
    rounds.forEach(
        (misbehaviour, played) ->
            assertThat(played)
                .as(misbehaviour.name())
                .hasSize(ROUNDS)
                .allMatch(round -> round.result().equals(expected.get(misbehaviour)))
                .allMatch(round -> round.took().compareTo(limit.plus(LONGEST_OVERRUN)) < 0));
  }

  private static <T> T inTurn(Semaphore places, Callable<T> round) throws Exception {
    places.acquire();
    try {
      return round.call();
    } finally {
      places.release();
    }
  }

  private record Timed<T>(T result, Duration took) {}

  private static <T> Timed<T> timed(Callable<T> action) throws Exception {
    long begun = System.nanoTime();
    T result = action.call();
    return new Timed<>(result, Duration.ofNanos(System.nanoTime() - begun));
  }
}
