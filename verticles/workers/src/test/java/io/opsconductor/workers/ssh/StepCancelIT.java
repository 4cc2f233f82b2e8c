package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.jobs.Interpreter;
import io.opsconductor.testkit.TestSshd;
import io.opsconductor.workers.ssh.StepResult.End;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepCancelIT {

  private static TestSshd sshd;
  private static SshConnector connector;
  private SshConnection connection;
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

  @BeforeEach
  void connect() throws Exception {
    connection =
        connector.connect(
            Ssh.endpoint(sshd), Ssh.key(sshd), key -> HostKeyVerifier.Verdict.ACCEPTED);
  }

  @AfterEach
  void disconnect() {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 654",
        "sh -c 'sh -c \"sleep 654; echo\"; echo'",
        "trap '' TERM; sleep 654 & while :; do sleep 1; done",
        "nohup sh -c 'trap \"\" TERM HUP; sleep 654' & wait",
        "setsid sh -c 'setsid sleep 654 & trap \"\" TERM; while :; do sleep 654; done' & wait"
      })
  void cancel_shouldConfirm_whenTheProcessesAreGone(String command) throws Exception {
    // given
    StepRun run = open(Interpreter.SH, "echo begin;" + command);
    CompletableFuture<StepResult> result = start(run);
    await().until(() -> recording.out().equals("begin\n"));

    // when
    run.cancel();

    // then
    assertThat(result.get()).isEqualTo(StepResult.stopped(End.CANCELLED, true, "cancelled"));
    assertThat(Ssh.run(connection, "pgrep -f 'sleep 65[4]'").out()).isEmpty();
  }

  @Test
  void cancel_shouldRemoveTheScript_whenItRunsFromAFile() throws Exception {
    // given
    StepRun run = open(Interpreter.BASH, "trap '' TERM; echo $0; sleep 777");
    CompletableFuture<StepResult> result = start(run);
    await().until(() -> recording.out().endsWith("\n"));
    Path file = Path.of(recording.out().strip());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    // when
    run.cancel();

    // then
    assertThat(result.get().processesGone()).isTrue();
    assertThat(file).doesNotExist();
  }

  @Test
  void cancel_shouldRunNothing_whenItComesBeforeTheStart() throws Exception {
    // given
    StepRun run = open(Interpreter.SH, "echo begin");

    // when
    run.cancel();
    StepResult result = run.run(Ssh.LONG);

    // then
    assertThat(result.end()).isEqualTo(End.CANCELLED);
    assertThat(result.processesGone()).isTrue();
    assertThat(recording.out()).isEmpty();
  }

  @Test
  void cancel_shouldConfirmOverAnotherConnection_whenTheReceiverHoldsUpTheOutput()
      throws Exception {
    // given
    CompletableFuture<Void> gate = new CompletableFuture<>();
    StepRun run = openFlood(gate);
    CompletableFuture<StepResult> result =
        start(
            run,
            () ->
                connector.connect(
                    Ssh.endpoint(sshd), Ssh.key(sshd), key -> HostKeyVerifier.Verdict.ACCEPTED));

    // when
    Watchdog.after(Duration.ofMillis(500), run::cancel);

    // then
    assertThat(result.get().end()).isEqualTo(End.CANCELLED);
    assertThat(result.get().processesGone()).isTrue();
    gate.complete(null);
  }

  @Test
  void cancel_shouldNotConfirm_whenTheTargetCannotBeAsked() throws Exception {
    // given
    CompletableFuture<Void> gate = new CompletableFuture<>();
    StepRun run = openFlood(gate);
    CompletableFuture<StepResult> result = start(run);

    // when
    Watchdog.after(Duration.ofMillis(500), run::cancel);

    // then
    assertThat(result.get().end()).isEqualTo(End.CANCELLED);
    assertThat(result.get().processesGone()).isFalse();
    gate.complete(null);
  }

  private StepRun openFlood(CompletableFuture<Void> gate) throws Exception {
    return Ssh.step(
        connection,
        StepProgram.of(Interpreter.SH, "yes", Map.of(), Ssh.attempt()),
        (stream, offset, bytes) -> gate.join(),
        Ssh.LONG);
  }

  @Test
  void run_shouldBeTimedOut_whenTheCommandTakesTooLong() throws Exception {
    // when
    Ssh.Recorded result =
        Ssh.run(connection, "echo begin; sleep 321", Map.of(), Duration.ofSeconds(1));

    // then
    assertThat(result.out()).isEqualTo("begin\n");
    assertThat(result.result().end()).isEqualTo(End.TIMED_OUT);
    assertThat(result.result().processesGone()).isTrue();
    assertThat(Ssh.run(connection, "pgrep -f 'sleep 32[1]'").out()).isEmpty();
  }

  private StepRun open(Interpreter interpreter, String command) throws Exception {
    return Ssh.step(
        connection,
        StepProgram.of(interpreter, command, Map.of(), Ssh.attempt()),
        recording,
        Ssh.LONG);
  }

  private static CompletableFuture<StepResult> start(StepRun run) {
    return start(run, Reconnect.NEVER);
  }

  private static CompletableFuture<StepResult> start(StepRun run, Reconnect reconnect) {
    CompletableFuture<StepResult> result = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            result.complete(run.run(Ssh.LONG, reconnect));
          } catch (InterruptedException e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }
}
