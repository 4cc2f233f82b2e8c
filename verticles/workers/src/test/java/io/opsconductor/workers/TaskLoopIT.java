package io.opsconductor.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.executions.Adoption;
import io.opsconductor.contracts.executions.AttemptMode;
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
import java.io.IOException;
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
  void task_shouldUseOneShellForItsSteps_whenTheyCanGoOnByThemselves() {
    // given
    ClaimedTask task =
        task(
            0,
            15_000,
            command("echo $PPID; echo first >&2"),
            command("yes | head -n 50000 >&2; echo $PPID"),
            command("trap; echo $PPID; echo last >&2"));

    // when
    submit(task);

    // then
    assertThat(awaitFinished(task).state()).isEqualTo(TaskState.SUCCEEDED);
    List<String> shells = source.stdout(task.taskId()).lines().toList();
    assertThat(shells).hasSize(3).containsOnly(shells.getFirst());
    assertThat(source.stderr(task.taskId())).isEqualTo("first\n" + "y\n".repeat(50_000) + "last\n");
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
  void task_shouldWait_whenNobodyCanGiveItsCredential() {
    // given
    ClaimedTask task = task(0, 15_000, command("echo after all"));
    source.secretsDown = true;
    submit(task);
    await().until(() -> source.credentialsAsked.get() >= 2);

    // when
    source.secretsDown = false;

    // then
    assertThat(awaitFinished(task).state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(source.stdout(task.taskId())).isEqualTo("after all\n");
  }

  @Test
  void task_shouldWait_whenNobodyCanSayWhetherItsHostKeyIsTheRightOne() {
    // given
    ClaimedTask task = task(0, 15_000, command("echo after all"));
    source.targetsDown = true;
    submit(task);
    await().until(() -> source.hostKeysShown.get() >= 2);

    // when
    source.targetsDown = false;

    // then
    assertThat(awaitFinished(task).state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(source.stdout(task.taskId())).isEqualTo("after all\n");
  }

  @Test
  void task_shouldBeCancelled_whenItWaitsForAService() {
    // given
    ClaimedTask task = task(0, 15_000, command("echo never"));
    source.targetsDown = true;
    submit(task);
    await().until(() -> source.hostKeysShown.get() >= 2);

    // when
    source.cancelled.add(task.taskId());
    leases.cancelAsked(EXECUTION);

    // then
    TaskReport.Finished finished = awaitFinished(task);
    assertThat(finished.state()).isEqualTo(TaskState.CANCELLED);
    assertThat(finished.cancel()).isEqualTo(CancelOutcome.CONFIRMED);
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
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
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
  void drain_shouldHandOver_whenTheCommandCanDoWithout() throws IOException {
    // given
    Path starts = directory.resolve("starts");
    ClaimedTask task =
        task(
            0,
            15_000,
            command("echo x >>" + starts + "; echo begin; sleep 6; echo end"),
            command("exit 4"));
    submit(task);
    await().until(() -> source.stdout(task.taskId()).equals("begin\n"));

    // when
    long start = System.nanoTime();
    loop.drain(Duration.ofSeconds(10));
    Duration drained = Duration.ofNanos(System.nanoTime() - start);
    ClaimedTask late = task(0, 15_000, command("echo late"));
    submit(late);

    // then
    assertThat(drained).isLessThan(Duration.ofSeconds(6));
    assertThat(source.of(task.taskId()).getLast()).isInstanceOf(TaskReport.Released.class);
    assertThat(source.queue).contains(late);

    // when: another node takes it
    ClaimedTask adopted = adopted(task, new Adoption(0, bootId(task), true, 6, 0, 1000), false);
    stop();
    start();
    submit(adopted);

    // then
    assertThat(awaitFinished(task).exitCode()).isEqualTo(4);
    assertThat(source.stdout(task.taskId())).isEqualTo("end\n");
    assertThat(Files.readString(starts)).isEqualTo("x\n");
    assertThat(source.of(task.taskId(), TaskReport.Dispatched.class))
        .extracting(TaskReport.Dispatched::step)
        .containsExactly(1);
  }

  @Test
  void task_shouldBeStopped_whenItIsAdoptedOnlyForThat() {
    // given
    ClaimedTask task = task(0, 15_000, command("echo begin; sleep 432"));
    submit(task);
    await().until(() -> source.stdout(task.taskId()).equals("begin\n"));
    loop.drain(Duration.ofSeconds(10));
    ClaimedTask adopted = adopted(task, new Adoption(0, bootId(task), true, 6, 0, 1000), true);

    // when
    stop();
    start();
    submit(adopted);

    // then
    assertThat(awaitFinished(task).state()).isEqualTo(TaskState.CANCELLED);
    assertThat(awaitFinished(task).cancel()).isEqualTo(CancelOutcome.CONFIRMED);
  }

  @Test
  void task_shouldRunAtLast_whenItIsAdoptedAndWasNeverStarted() {
    // given
    ClaimedTask task = task(0, 15_000, command("echo once"));

    // when
    submit(adopted(task, new Adoption(0, null, false, 0, 0, 1000), false));

    // then
    assertThat(awaitFinished(task).state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(source.stdout(task.taskId())).isEqualTo("once\n");
    assertThat(source.of(task.taskId(), TaskReport.Dispatched.class)).isEmpty();
    assertThat(source.of(task.taskId(), TaskReport.Started.class)).hasSize(1);
  }

  @Test
  void task_shouldLeaveNothingOnTheTarget_whenItIsStored() {
    // given
    ClaimedTask task = task(0, 15_000, command("echo hi"));

    // when
    submit(task);
    awaitFinished(task);

    // then: the directory stays, so that a start that comes late finds it
    Path left = sshd.home().resolve(".opsconductor").resolve(task.taskId() + "-0-1");
    await().untilAsserted(() -> assertThat(left.toFile().list()).containsExactly("fin"));
  }

  @Test
  void drain_shouldLetTheTaskFinish_whenItHangsOnItsConnection() {
    // given
    TestSshd homeless = TestSshd.start(1, List.of("ed25519"), Map.of("SetEnv", "HOME=/proc"));
    homeless.authorize(sshd.userKey().publicKey());
    ClaimedTask task =
        task(
            homeless.hosts().getFirst(),
            homeless.port(),
            15_000,
            command("echo begin; sleep 1; echo end"));
    submit(task);
    await().until(() -> source.stdout(task.taskId()).equals("begin\n"));

    // when
    loop.drain(Duration.ofSeconds(10));

    // then
    assertThat(source.stdout(task.taskId())).isEqualTo("begin\nend\n");
    assertThat(source.finished(task.taskId())).isPresent();
    TaskReport.Dispatched dispatched =
        source.of(task.taskId(), TaskReport.Dispatched.class).getFirst();
    assertThat(dispatched.mode()).isEqualTo(AttemptMode.DIRECT);
    assertThat(dispatched.note()).isEqualTo("/proc/.opsconductor cannot be made");
    homeless.close();
  }

  @Test
  void output_shouldBeMasked_whenItHoldsTheSecretThatTheTaskWasGiven() {
    // given
    String line = sshd.userKey().privateKey().lines().skip(1).findFirst().orElseThrow();
    ClaimedTask task =
        task(0, 15_000, command("k=" + line + "; printf 'a%sb' $k; printf %.40s $k; sleep 0.3"));

    // when
    submit(task);
    awaitFinished(task);

    // then
    assertThat(source.stdout(task.taskId()))
        .startsWith("a[masked:70]b")
        .endsWith(line.substring(0, 40));
    TaskReport.Output last = source.of(task.taskId(), TaskReport.Output.class).getLast();
    assertThat(last.sourceEnd()).isEqualTo(line.length() + 42);
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
    await().until(() -> source.finished(task.taskId()).isPresent());
    return source.finished(task.taskId()).orElseThrow();
  }

  private String bootId(ClaimedTask task) {
    return source.of(task.taskId(), TaskReport.Dispatched.class).getFirst().bootId();
  }

  /** The same under the next lease. */
  private static ClaimedTask adopted(ClaimedTask task, Adoption adoption, boolean cancel) {
    return new ClaimedTask(
        task.taskId(),
        task.executionId(),
        task.fence() + 1,
        task.leaseMs(),
        task.attempt(),
        task.steps(),
        task.environment(),
        task.connection(),
        adoption.step(),
        adoption,
        cancel);
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
