package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.jobs.Interpreter;
import io.opsconductor.testkit.TestSshd;
import io.opsconductor.workers.ssh.AttemptRun.Position;
import io.opsconductor.workers.ssh.StepResult.End;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptRunIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static TestSshd sshd;
  private static SshConnector connector;

  private final String directory = UUID.randomUUID().toString();
  private final Ssh.Recording recording = new Ssh.Recording();

  @BeforeAll
  static void startServer() {
    sshd = TestSshd.start();
    connector = new SshConnector(SshSettings.defaults().withKillGrace(Duration.ofMillis(700)));
  }

  @AfterAll
  static void stopServer() {
    connector.close();
    sshd.close();
  }

  @Test
  void run_shouldGiveOutputAndStatus_whenTheCommandEnds() throws Exception {
    // when
    StepResult result = run("echo hi; echo oops >&2; echo again >/dev/stdout; exit 3");

    // then
    assertThat(result).isEqualTo(StepResult.exited(3, false));
    assertThat(recording.out()).isEqualTo("hi\nagain\n");
    assertThat(recording.stderr.toString(StandardCharsets.UTF_8)).isEqualTo("oops\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill -KILL $$ 137", "kill -TERM $$ 143", "exec false 1", "no-such 127"})
  void run_shouldGiveTheStatus_whenTheShellItselfEnds(String commandAndStatus) throws Exception {
    // given
    int at = commandAndStatus.lastIndexOf(' ');
    String command = commandAndStatus.substring(0, at);

    // then
    assertThat(run(command).exitCode().orElse(-1))
        .isEqualTo(Integer.parseInt(commandAndStatus.substring(at + 1)));
  }

  @Test
  void run_shouldLeaveSignalsAndFilesAsTheyAre_whenItStarts() throws Exception {
    // given
    String command =
        "trap; umask; grep Sig /proc/self/status; env | sort | grep -v SSH_; set; echo $#; cat;"
            + " pwd";
    String plain;
    try (SshConnection connection = connect()) {
      plain = Ssh.run(connection, command, Map.of("V", "it's"), Ssh.LONG).out();
    }

    // when
    StepResult result = run(command);

    // then
    assertThat(result.exitCode().orElse(-1)).isZero();
    assertThat(withoutNumbers(recording.out())).isEqualTo(withoutNumbers(plain));
    assertThat(recording.stderr.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"BASH", "PYTHON", "PERL"})
  void run_shouldUseTheInterpreter_whenItIsAScript(String name) throws Exception {
    // given
    Interpreter interpreter = Interpreter.valueOf(name);
    String script =
        switch (interpreter) {
          case BASH -> "a=(1 2); echo ${#a[@]} \"$V\"; exit 5";
          case PYTHON -> "import os, sys\nprint(2, os.environ['V'], flush=True)\nsys.exit(5)\n";
          case PERL -> "print \"2 $ENV{V}\\n\"; exit 5";
          case SH, POWERSHELL -> throw new IllegalArgumentException(name);
        };
    Attempt attempt =
        new Attempt(directory, 1, StepProgram.body(interpreter, script, Map.of("V", "it's")));

    // then
    assertThat(run(attempt, Position.NOTHING).exitCode().orElse(-1)).isEqualTo(5);
    assertThat(recording.out()).isEqualTo("2 it's\n");
  }

  @Test
  void run_shouldLoseNothingAndRepeatNothing_whenConnectionsBreakAgainAndAgain() throws Exception {
    // given
    String command =
        "for i in 1 2 3 4 5 6; do head -c 1000000 /dev/urandom | tee -a %s; sleep 0.4; done; exit 9"
            .formatted(sshd.directory().resolve(directory));
    CompletableFuture<StepResult> result = start(attempt(command, 1), Position.NOTHING);

    // when
    for (int i = 1; i < 5; i++) {
      int least = i * 1_000_000;
      await().atMost(Duration.ofSeconds(30)).until(() -> recording.stdout.size() > least);
      sshd.killConnections();
    }

    // then
    assertThat(result.get()).isEqualTo(StepResult.exited(9, false));
    assertThat(recording.stdout.size()).isEqualTo(6_000_000);
    assertThat(hash(recording.stdout.toByteArray()))
        .isEqualTo(hash(Files.readAllBytes(sshd.directory().resolve(directory))));
  }

  @Test
  void run_shouldAttachAndNotStart_whenSomebodyElseDidBefore() throws Exception {
    // given
    Path starts = sshd.directory().resolve("starts-" + directory);
    String command = "echo s >>%s; echo one; sleep 3; echo two; exit 4".formatted(starts);
    AttemptRun first = newRun(attempt(command, 1), Position.NOTHING, recording);
    CompletableFuture<StepResult> left = start(first);
    await().until(() -> recording.out().equals("one\n"));
    first.leave();
    assertThat(left.get().end()).isEqualTo(End.LEFT);
    long position = recording.stdout.size();

    // when
    StepResult result = run(attempt(command, 2), new Position(false, position, 0));
    StepResult after = run(attempt(command, 3), new Position(true, 8, 0));

    // then
    assertThat(result).isEqualTo(StepResult.exited(4, false));
    assertThat(recording.out()).isEqualTo("one\ntwo\n");
    assertThat(after).isEqualTo(StepResult.exited(4, false));
    assertThat(Files.readString(starts)).isEqualTo("s\n");
  }

  @Test
  void run_shouldBeFenced_whenSomebodyAttachedUnderAHigherFence() throws Exception {
    // given
    assertThat(run("echo hi").end()).isEqualTo(End.EXITED);
    run(attempt("echo hi", 5), new Position(true, 3, 0));

    // then
    assertThat(run(attempt("echo hi", 4), new Position(true, 3, 0)).end()).isEqualTo(End.FENCED);
  }

  @Test
  void run_shouldBeLost_whenNothingIsLeft() throws Exception {
    // given
    assertThat(run("echo hi").end()).isEqualTo(End.EXITED);
    clean();

    // then: not even a start that comes late runs
    assertThat(run(attempt("echo hi", 2), new Position(true, 3, 0)).end()).isEqualTo(End.LOST);
    assertThat(run(attempt("echo hi", 3), Position.NOTHING).end()).isEqualTo(End.LOST);
    assertThat(recording.out()).isEqualTo("hi\n");
  }

  @Test
  void run_shouldBeLost_whenTheTargetWasStartedAnew() throws Exception {
    // given
    AttemptRun run =
        new AttemptRun(
            attempt("echo hi", 1),
            Optional.of("another boot"),
            new Position(true, 0, 0),
            recording,
            () -> {},
            PATIENCE);

    // then
    StepResult result = run.run(null, Ssh.LONG, AttemptRunIT::connect);
    assertThat(result.end()).isEqualTo(End.LOST);
    assertThat(result.message()).contains("started anew");
  }

  @Test
  void run_shouldEndSoon_whenAChildKeepsTheOutputOpen() throws Exception {
    // when
    StepResult result = run("sleep 30 & echo hi");

    // then
    assertThat(result).isEqualTo(StepResult.exited(0, true));
    assertThat(recording.out()).isEqualTo("hi\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 653",
        "trap '' TERM; sleep 653 & while :; do sleep 1; done",
        "nohup sh -c 'trap \"\" TERM HUP; sleep 653' & wait"
      })
  void cancel_shouldConfirmAndKeepTheOutput_whenTheCommandRuns(String command) throws Exception {
    // given
    AttemptRun run = newRun(attempt("echo begin;" + command, 1), Position.NOTHING, recording);
    CompletableFuture<StepResult> result = start(run);
    await().until(() -> recording.out().equals("begin\n"));

    // when
    run.cancel();

    // then
    assertThat(result.get()).isEqualTo(StepResult.stopped(End.CANCELLED, true, "cancelled"));
    try (SshConnection connection = connect()) {
      assertThat(Ssh.run(connection, "pgrep -f 'sleep 65[3]'").out()).isEmpty();
    }
  }

  @Test
  void cancel_shouldConfirm_whenTheConnectionIsGoneAtThatMoment() throws Exception {
    // given
    AttemptRun run = newRun(attempt("echo begin; sleep 653", 1), Position.NOTHING, recording);
    CompletableFuture<StepResult> result = start(run);
    await().until(() -> recording.out().equals("begin\n"));

    // when
    sshd.killConnections();
    run.cancel();

    // then
    assertThat(result.get().end()).isEqualTo(End.CANCELLED);
    assertThat(result.get().processesGone()).isTrue();
  }

  @Test
  void run_shouldTellTheStart_whenTheTargetConfirmsIt() throws Exception {
    // given
    AtomicInteger told = new AtomicInteger();
    AttemptRun run =
        new AttemptRun(
            attempt("echo hi", 1),
            Optional.empty(),
            Position.NOTHING,
            recording,
            told::incrementAndGet,
            PATIENCE);

    // when
    run.run(Shell.open(connect(), Ssh.LONG), Ssh.LONG, AttemptRunIT::connect);

    // then
    assertThat(told.get()).isEqualTo(1);
  }

  /** Without what differs from process to process. */
  private static String withoutNumbers(String settings) {
    return settings
        .lines()
        .filter(line -> !line.matches("(PPID|SSH_\\w+|_|OPSCONDUCTOR_ATTEMPT)=.*|SigQ:.*"))
        .toList()
        .toString();
  }

  private void clean() throws Exception {
    try (SshConnection connection = connect()) {
      StepRun run =
          Ssh.step(
              connection,
              StepProgram.own(AttemptScripts.clean(List.of(directory), 0)),
              (stream, at, bytes) -> {},
              Ssh.LONG);
      assertThat(run.run(Ssh.LONG)).isEqualTo(StepResult.exited(0, false));
    }
  }

  private Attempt attempt(String command, long fence) {
    return new Attempt(
        directory, fence, StepProgram.body(Interpreter.SH, command, Map.of("V", "it's")));
  }

  private StepResult run(String command) throws Exception {
    return run(attempt(command, 1), Position.NOTHING);
  }

  private StepResult run(Attempt attempt, Position from) throws Exception {
    return newRun(attempt, from, recording).run(null, Ssh.LONG, AttemptRunIT::connect);
  }

  private CompletableFuture<StepResult> start(Attempt attempt, Position from) {
    return start(newRun(attempt, from, recording));
  }

  private static CompletableFuture<StepResult> start(AttemptRun run) {
    CompletableFuture<StepResult> result = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            result.complete(run.run(null, Ssh.LONG, AttemptRunIT::connect));
          } catch (InterruptedException | RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  private static AttemptRun newRun(Attempt attempt, Position from, OutputSink sink) {
    return new AttemptRun(attempt, Optional.empty(), from, sink, () -> {}, PATIENCE);
  }

  private static SshConnection connect() throws SshConnectException, InterruptedException {
    return connector.connect(
        Ssh.endpoint(sshd), Ssh.key(sshd), key -> HostKeyVerifier.Verdict.ACCEPTED);
  }

  private static String hash(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
