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
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a server does, the client ends in time, says why, and leaves nothing behind. */
@Isolated
class BadSshdIT {
  /** More show a leak the better, and take longer. */
  private static final int ROUNDS = Integer.getInteger("bad.sshd.rounds", 15);

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration STEP = Duration.ofSeconds(2);

  /** Longer than the patience, and than what is waited for after an exit. */
  private static final Duration ATTEMPT = Duration.ofSeconds(8);

  /** How long a target that cannot be reached is tried again. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** What a machine that is busy with the rest of the rounds may take longer. */
  private static final Duration LONGEST_OVERRUN = Duration.ofSeconds(1);

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

  @ParameterizedTest
  @CsvSource({
    "HANGS_BEFORE_BANNER, CONNECT_TIMEOUT",
    "TRICKLES_BANNER, CONNECT_TIMEOUT",
    "HANGS_IN_KEY_EXCHANGE, CONNECT_TIMEOUT",
    "HANGS_UP_IN_KEY_EXCHANGE, PROTOCOL",
    "GARBLES_KEY_EXCHANGE, PROTOCOL",
    "TRICKLES, CONNECT_TIMEOUT",
    "SHOWS_ANOTHER_HOST_KEY, HOST_KEY_CHANGED",
    "HANGS_BEFORE_AUTH_ANSWER, CONNECT_TIMEOUT"
  })
  void connect_shouldEndInTimeWithAReasonAndLeaveNothing(
      Misbehaviour misbehaviour, ConnectionCategory expected) throws Exception {
    try (BadSshd bad = BadSshd.start(misbehaviour)) {
      // given
      refused(bad);
      Footprint before = Footprint.settled(Footprint.ANY);

      // when
      List<Duration> took = new ArrayList<>();
      List<ConnectionCategory> reasons = new ArrayList<>();
      for (Timed<SshConnectException> round : rounds(AT_ONCE, () -> timed(() -> refused(bad)))) {
        took.add(round.took());
        reasons.add(round.result().category());
      }

      // then
      assertThat(reasons).hasSize(ROUNDS).containsOnly(expected);
      assertThat(took).allMatch(each -> each.compareTo(CONNECT.plus(LONGEST_OVERRUN)) < 0);
      assertThat(Footprint.settled(before)).as(Footprint::dump).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HALF_CLOSES, LOST",
    "RESETS, LOST",
    "FALLS_SILENT, TIMED_OUT",
    "HANGS_BEFORE_EXIT_STATUS, TIMED_OUT"
  })
  void run_shouldEndInTimeWithAReasonAndLeaveNothing(Misbehaviour misbehaviour, End expected)
      throws Exception {
    // given
    runOnce(Misbehaviour.RESETS);
    Footprint before = Footprint.settled(Footprint.ANY);

    // when
    List<Duration> took = new ArrayList<>();
    List<End> ends = new ArrayList<>();
    for (Timed<StepResult> round : rounds(ROUNDS, () -> runOnce(misbehaviour))) {
      took.add(round.took());
      ends.add(round.result().end());
    }

    // then
    assertThat(ends).hasSize(ROUNDS).containsOnly(expected);
    Duration limit = CONNECT.plus(STEP).plus(KILL).plus(LONGEST_OVERRUN);
    assertThat(took).allMatch(each -> each.compareTo(limit) < 0);
    assertThat(Footprint.settled(before)).as(Footprint::dump).isEqualTo(before);
  }

  /** Against a server of its own: what one does to its connections it does to all. */
  private static Timed<StepResult> runOnce(Misbehaviour misbehaviour) throws Exception {
    try (BadSshd bad = BadSshd.start(misbehaviour);
        SshConnection connection = connect(bad)) {
      return timed(() -> Ssh.run(connection, "echo hi; sleep 1", Map.of(), STEP).result());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HALF_CLOSES, LOST",
    "RESETS, LOST",
    "FALLS_SILENT, TIMED_OUT",
    "HANGS_BEFORE_EXIT_STATUS, EXITED"
  })
  void attempt_shouldEndInTimeWithAReasonAndLeaveNothing(Misbehaviour misbehaviour, End expected)
      throws Exception {
    // given
    runOnce(Misbehaviour.RESETS);
    Footprint before = Footprint.settled(Footprint.ANY);

    // when
    List<Duration> took = new ArrayList<>();
    List<End> ends = new ArrayList<>();
    for (Timed<StepResult> round : rounds(ROUNDS, () -> attemptOnce(misbehaviour))) {
      took.add(round.took());
      ends.add(round.result().end());
    }

    // then
    assertThat(ends).hasSize(ROUNDS).containsOnly(expected);
    Duration limit = ATTEMPT.plus(KILL).plus(PATIENCE).plus(CONNECT).plus(LONGEST_OVERRUN);
    assertThat(took).allMatch(each -> each.compareTo(limit) < 0);
    assertThat(Footprint.settled(before)).as(Footprint::dump).isEqualTo(before);
  }

  private static Timed<StepResult> attemptOnce(Misbehaviour misbehaviour) throws Exception {
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
      return timed(() -> run.run(null, ATTEMPT, () -> connect(bad)));
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

  private static SshConnectException refused(BadSshd bad) {
    return catchThrowableOfType(SshConnectException.class, () -> connect(bad).close());
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

  private static <T> List<T> rounds(int atOnce, Callable<T> round) throws Exception {
    Semaphore places = new Semaphore(atOnce);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> started = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        started.add(threads.submit(() -> inTurn(places, round)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : started) {
        results.add(each.get());
      }
      return results;
    }
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
