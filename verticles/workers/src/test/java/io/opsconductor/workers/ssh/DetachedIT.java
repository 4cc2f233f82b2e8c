package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.workers.ssh.AttemptRun.Position;
import io.opsconductor.workers.ssh.StepResult.End;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that left the session of their command: a kill reaches them, an end does not. */
class DetachedIT {

  private static final String DAEMON = "setsid sleep 765 </dev/null >/dev/null 2>&1 & ";

  private final String name = AttemptHarness.name();
  private final Ssh.Recording recording = new Ssh.Recording();
  private AttemptHarness target;

  @BeforeEach
  void startServer() {
    target = AttemptHarness.start();
  }

  @AfterEach
  void stopServer() throws Exception {
    target.shell("pkill -f '^sleep 76[5]'");
    target.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        DAEMON + "echo begin; sleep 300",
        "echo begin; setsid -w sh -c 'trap \"\" TERM; while :; do sleep 765; done'",
        "setsid sh -c 'setsid sh -c \"setsid sleep 765\" & sleep 765' & echo begin; wait",
        "set -m; (while :; do sleep 765; done) & echo begin; wait"
      })
  void cancel_shouldReachThem_whenTheCommandIsUnderWay(String command) throws Exception {
    // given
    AttemptRun run = AttemptHarness.newRun(attempt(command), Position.NOTHING, recording);
    CompletableFuture<StepResult> result = target.begin(run);
    await().until(() -> recording.out().equals("begin\n") && daemons() > 0);

    // when
    run.cancel();

    // then
    assertThat(result.get()).isEqualTo(StepResult.stopped(End.CANCELLED, true, "cancelled"));
    assertThat(daemons()).isZero();
  }

  @Test
  void timeOut_shouldReachThem_whenItPasses() throws Exception {
    // when
    StepResult result =
        target
            .begin(
                AttemptHarness.newRun(attempt(DAEMON + "sleep 300"), Position.NOTHING, recording),
                Duration.ofSeconds(1))
            .get();

    // then
    assertThat(result.end()).isEqualTo(End.TIMED_OUT);
    assertThat(result.processesGone()).isTrue();
    assertThat(daemons()).isZero();
  }

  @Test
  void daemon_shouldStay_whenItsCommandEndedByItself() throws Exception {
    // given
    StepResult result = target.run(attempt(DAEMON + "echo hi"), Position.NOTHING, recording);
    assertThat(result).isEqualTo(StepResult.exited(0, false));

    // when: a cancel that comes too late
    try (SshConnection connection = target.connect()) {
      RemoteKill kill = new RemoteKill(connection, false, Reconnect.NEVER);
      assertThat(kill.kill(attempt(""))).isTrue();
    }

    // then
    assertThat(daemons()).isEqualTo(1);
  }

  @Test
  void daemon_shouldStay_whenAnotherStepIsCancelled() throws Exception {
    // given
    target.run(attempt(DAEMON + "echo hi"), Position.NOTHING, new Ssh.Recording());
    AttemptRun other =
        AttemptHarness.newRun(
            AttemptHarness.attempt(name + "-1", 1, "echo begin; sleep 300"),
            Position.NOTHING,
            recording);
    CompletableFuture<StepResult> result = target.begin(other);
    await().until(() -> recording.out().equals("begin\n"));

    // when
    other.cancel();

    // then
    assertThat(result.get().processesGone()).isTrue();
    assertThat(daemons()).isEqualTo(1);
  }

  @Test
  void cancel_shouldReachThem_whenAnEarlierKillWasCutOff() throws Exception {
    // given
    AttemptRun run =
        AttemptHarness.newRun(
            attempt(DAEMON + "echo begin; sleep 300"), Position.NOTHING, recording);
    CompletableFuture<StepResult> result = target.begin(run);
    await().until(() -> recording.out().equals("begin\n"));
    Files.createFile(target.files(name).resolve("stop"));
    AttemptHarness.kill(-target.number(name, "group", 0), "TERM");
    result.get();

    // when
    try (SshConnection connection = target.connect()) {
      assertThat(new RemoteKill(connection, false, Reconnect.NEVER).kill(attempt(""))).isTrue();
    }

    // then
    assertThat(daemons()).isZero();
  }

  @Test
  void cancel_shouldLetAServerLive_whenTheCommandStartedIt() throws Exception {
    // given
    Path server = target.sshd().directory().resolve("sshd-test");
    Files.copy(Path.of("/usr/bin/sleep"), server);
    assertThat(server.toFile().setExecutable(true)).isTrue();
    String command = "setsid %s 300 & echo begin; sleep 300".formatted(server);
    AttemptRun run = AttemptHarness.newRun(attempt(command), Position.NOTHING, recording);
    CompletableFuture<StepResult> result = target.begin(run);
    await()
        .until(
            () ->
                recording.out().equals("begin\n")
                    && target.shell("pgrep -c -x sshd-test").equals("1\n"));

    // when
    run.cancel();

    // then
    assertThat(result.get().processesGone()).isTrue();
    assertThat(target.shell("pkill -c -f '%s 300'".formatted(server))).isEqualTo("1\n");
  }

  private Attempt attempt(String command) {
    return AttemptHarness.attempt(name, 1, command);
  }

  private long daemons() throws Exception {
    return Long.parseLong(target.shell("pgrep -c -f '^sleep 76[5]'").strip());
  }
}
