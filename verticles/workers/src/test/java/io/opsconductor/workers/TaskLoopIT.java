package io.opsconductor.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.executions.CancelOutcome;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.TaskReport;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.jobs.Interpreter;
import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.contracts.targets.ConnectionType;
import io.opsconductor.contracts.targets.HostKeyPolicy;
import io.opsconductor.contracts.targets.TargetConnection;
import io.opsconductor.testkit.TestSshd;
import io.opsconductor.workers.ssh.SshConnector;
import io.opsconductor.workers.ssh.SshPool;
import io.opsconductor.workers.ssh.SshSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskLoopIT {

  private static final UUID CREDENTIAL = UUID.randomUUID();
  private static final UUID EXECUTION = UUID.randomUUID();

  private static TestSshd sshd;
  @TempDir private Path directory;
  private FakeSource source;
  private SshConnector connector;
  private SshPool pool;
  private CredentialCache credentials;
  private Reporter reporter;
  private LeaseKeeper leases;
  private TaskLoop loop;

  @BeforeAll
  static void startServer() {
    sshd = TestSshd.start(8, List.of("ed25519"), Map.of("SetEnv", "SHLVL=5"));
  }

  @AfterAll
  static void stopServer() {
    sshd.close();
  }

  @BeforeEach
  void start() {
    SshSettings settings = SshSettings.defaults().withKillGrace(Duration.ofSeconds(1));
    source = new FakeSource(sshd);
    connector = new SshConnector(settings);
    pool = new SshPool(settings);
    credentials = new CredentialCache(Duration.ofSeconds(5));
    leases = new LeaseKeeper(source);
    reporter = new Reporter(source, leases::fenced);
    TaskConnections connections = new TaskConnections(source, connector, pool, credentials);
    loop = new TaskLoop(source, 50, reporter, leases, connections);
    loop.instanceCame();
    leases.start();
    loop.start();
  }

  @AfterEach
  void stop() {
    loop.close();
    leases.close();
    reporter.close();
    pool.close();
    connector.close();
    credentials.close();
  }

  @Test
  void task_shouldReportEverythingInOrder_whenItsStepsSucceed() {
    // given
    ClaimedTask task =
        task(
            0,
            15_000,
            command("echo one; echo err >&2"),
            new StepSpec.Script("two", Interpreter.BASH, "echo two $NAME", 10));

    // when
    submit(task);

    // then
    TaskReport.Finished finished = awaitFinished(task);
    assertThat(finished.state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(finished.exitCode()).isZero();
    assertThat(finished.error()).isNull();
    assertThat(source.stdout(task.taskId())).isEqualTo("one\ntwo value\n");
    List<TaskReport> reports = source.of(task.taskId());
    assertThat(reports.getFirst()).isInstanceOf(TaskReport.Dispatched.class);
    assertThat(reports.getLast()).isInstanceOf(TaskReport.Finished.class);
    assertThat(reports)
        .filteredOn(TaskReport.Dispatched.class::isInstance)
        .extracting(report -> ((TaskReport.Dispatched) report).step())
        .containsExactly(0, 1);
    assertThat(reports)
        .filteredOn(TaskReport.StepFinished.class::isInstance)
        .extracting(report -> ((TaskReport.StepFinished) report).step())
        .containsExactly(0, 1);
    await().until(() -> pool.size() == 1);
  }

  @Test
  void task_shouldEndAtTheFirstFailingStep_whenOneFails() {
    // given
    ClaimedTask task = task(0, 15_000, command("exit 3"), command("echo never"));

    // when
    submit(task);

    // then
    TaskReport.Finished finished = awaitFinished(task);
    assertThat(finished.state()).isEqualTo(TaskState.FAILED);
    assertThat(finished.exitCode()).isEqualTo(3);
    assertThat(finished.error().category()).isEqualTo(ErrorClass.COMMAND);
    assertThat(source.stdout(task.taskId())).isEmpty();
  }

  @Test
  void task_shouldBeUnreachable_whenNothingListens() {
    // given
    ClaimedTask task = task("127.0.0.1", 1, 15_000, command("echo never"));

    // when
    submit(task);

    // then
    TaskReport.Finished finished = awaitFinished(task);
    assertThat(finished.state()).isEqualTo(TaskState.UNREACHABLE);
    assertThat(finished.error().category()).isEqualTo(ErrorClass.CONNECTION);
    assertThat(finished.error().message()).startsWith("refused: ");
    assertThat(source.of(task.taskId())).hasSize(1);
  }

  @Test
  void task_shouldStartNothing_whenDispatchedCannotBeStored() {
    // given
    Path trace = directory.resolve("started");
    ClaimedTask task = task(0, 15_000, command("echo started >>" + trace));
    source.reportsDown = true;

    // when
    submit(task);

    // then
    await().until(() -> loop.running() == 1);
    await().during(Duration.ofSeconds(1)).until(() -> !Files.exists(trace));

    // when
    source.reportsDown = false;

    // then
    assertThat(awaitFinished(task).state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(trace).hasContent("started");
  }

  @Test
  void task_shouldRunOnce_whenTheAnswerToAReportIsLost() {
    // given
    Path trace = directory.resolve("started");
    ClaimedTask task = task(0, 15_000, command("echo started >>" + trace + "; echo out"));
    source.loseAnswers = true;

    // when
    submit(task);

    // then
    assertThat(awaitFinished(task).state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(trace).hasContent("started");
    assertThat(source.stdout(task.taskId())).isEqualTo("out\n");
  }

  @Test
  void task_shouldBeCancelledConfirmed_whenTheHeartbeatSaysSo() {
    // given
    ClaimedTask task = task(0, 15_000, command("echo begin; sleep 987"));
    submit(task);
    await().until(() -> source.stdout(task.taskId()).equals("begin\n"));

    // when
    source.cancelled.add(task.taskId());
    leases.cancelAsked(EXECUTION);

    // then
    TaskReport.Finished finished = awaitFinished(task);
    assertThat(finished.state()).isEqualTo(TaskState.CANCELLED);
    assertThat(finished.cancel()).isEqualTo(CancelOutcome.CONFIRMED);
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> process.info().commandLine().orElse("").contains("sleep 987"));
  }

  @Test
  void task_shouldWriteNothingMore_whenItsLeaseIsHeldByAnother() {
    // given
    ClaimedTask task = task(0, 15_000, command("echo begin; sleep 5; echo end"));
    submit(task);
    await().until(() -> source.stdout(task.taskId()).equals("begin\n"));

    // when
    source.fenced.add(task.taskId());
    leases.cancelAsked(EXECUTION);

    // then
    await().until(() -> loop.running() == 0);
    source.fenced.clear();
    assertThat(source.finished(task.taskId())).isEmpty();
    assertThat(source.stdout(task.taskId())).isEqualTo("begin\n");
    assertThat(pool.size()).isZero();
  }

  @Test
  void task_shouldStopByItself_whenItsLeaseCannotBeRenewed() {
    // given
    ClaimedTask task = task(0, 4_000, command("echo begin; sleep 30"));
    submit(task);
    await().until(() -> source.stdout(task.taskId()).equals("begin\n"));

    // when
    long start = System.nanoTime();
    source.down = true;

    // then
    await().until(() -> loop.running() == 0);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void tasks_shouldAllFinish_whenThereAreMoreThanSlots() {
    // given
    List<ClaimedTask> tasks = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      tasks.add(task(i % 8, 15_000, command("echo " + i)));
    }

    // when
    source.queue.addAll(tasks);
    loop.nudge();

    // then
    for (int i = 0; i < tasks.size(); i++) {
      assertThat(awaitFinished(tasks.get(i)).state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(source.stdout(tasks.get(i).taskId())).isEqualTo(i + "\n");
    }
    assertThat(source.credentialsAsked.get()).isEqualTo(1);
    assertThat(source.batches.get()).isLessThan(240);
  }

  @Test
  void drain_shouldLetTasksFinish_whenTheyAreShort() {
    // given
    ClaimedTask task = task(0, 15_000, command("echo begin; sleep 1; echo end"));
    submit(task);
    await().until(() -> source.stdout(task.taskId()).equals("begin\n"));

    // when
    loop.drain(Duration.ofSeconds(10));
    ClaimedTask late = task(0, 15_000, command("echo late"));
    submit(late);

    // then
    assertThat(source.stdout(task.taskId())).isEqualTo("begin\nend\n");
    assertThat(source.finished(task.taskId())).isPresent();
    assertThat(source.queue).contains(late);
  }

  @Test
  void output_shouldPressBack_whenItCannotBeStored() {
    // given
    ClaimedTask task = task(0, 60_000, command("head -c 30000000 /dev/zero"));
    submit(task);
    await().until(() -> source.of(task.taskId()).size() > 2);

    // when
    source.down = true;
    await().during(Duration.ofSeconds(1)).until(() -> source.finished(task.taskId()).isEmpty());
    source.down = false;

    // then
    assertThat(awaitFinished(task).state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(source.stdout(task.taskId())).hasSize(30_000_000);
  }

  private void submit(ClaimedTask task) {
    source.queue.add(task);
    loop.nudge();
  }

  private TaskReport.Finished awaitFinished(ClaimedTask task) {
    await().atMost(Duration.ofSeconds(30)).until(() -> source.finished(task.taskId()).isPresent());
    return source.finished(task.taskId()).orElseThrow();
  }

  private static StepSpec command(String text) {
    return new StepSpec.Command("step", text, 60);
  }

  private static ClaimedTask task(int host, long leaseMs, StepSpec... steps) {
    return task(sshd.hosts().get(host), sshd.port(), leaseMs, steps);
  }

  private static ClaimedTask task(String host, int port, long leaseMs, StepSpec... steps) {
    UUID target = UUID.nameUUIDFromBytes((host + port).getBytes(StandardCharsets.UTF_8));
    return new ClaimedTask(
        UUID.randomUUID(),
        EXECUTION,
        1,
        leaseMs,
        1,
        List.of(steps),
        Map.of("NAME", "value"),
        new TargetConnection(
            UUID.fromString("00000000-0000-7000-8000-000000000001"),
            target,
            host,
            host,
            port,
            ConnectionType.SSH,
            CREDENTIAL,
            1,
            HostKeyPolicy.TRUST_FIRST_USE,
            null),
        null,
        null,
        null);
  }
}
