package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ExecutionDefinition;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.Idempotency;
import io.opsconductor.contracts.executions.ListExecutions;
import io.opsconductor.contracts.executions.RerunExecution;
import io.opsconductor.contracts.executions.RerunOnly;
import io.opsconductor.contracts.executions.StartExecution;
import io.opsconductor.contracts.jobs.JobView;
import io.opsconductor.contracts.jobs.ParameterSpec;
import io.opsconductor.contracts.jobs.ParameterType;
import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.contracts.jobs.StrategySpec;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.platform.testing.TestClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StartIT {
  @RegisterExtension static final World WORLD = new World();

  @Test
  void start_shouldRunTheJob_whenParametersAreRight() {
    // given
    UUID job = job(WORLD.targets(2));
    // when
    ExecutionView started =
        WORLD
            .ann()
            .call(
                ExecutionOperations.START,
                ofJob(job, Map.of("RELEASE", new TextNode("1.2"), "DRY", BooleanNode.TRUE), null));
    List<ClaimedTask> tasks = WORLD.worker("w1").claim(5);
    // then
    assertThat(started.jobId()).isEqualTo(job);
    assertThat(started.jobVersion()).isEqualTo(7);
    assertThat(started.name()).isEqualTo("deploy");
    assertThat(tasks)
        .hasSize(2)
        .allSatisfy(
            task ->
                assertThat(task.environment())
                    .isEqualTo(Map.of("RELEASE", "1.2", "DRY", "true", "COUNT", "3")));
    ExecutionDefinition definition =
        WORLD.ann().call(ExecutionOperations.DEFINITION, new IdRequest(started.id()));
    assertThat(definition.values())
        .isEqualTo(Map.of("RELEASE", "1.2", "DRY", "true", "COUNT", "3"));
    assertThat(definition.steps()).isNotEmpty();
    assertThatThrownBy(
            () ->
                WORLD.stranger().call(ExecutionOperations.DEFINITION, new IdRequest(started.id())))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo("not_found"));
  }

  @Test
  void start_shouldRunTheJobElsewhere_whenOtherTargetsAndAnotherStrategyAreGiven() {
    // given
    UUID job = job(WORLD.targets(1));
    List<UUID> others = WORLD.targets(3);
    Map<String, JsonNode> parameters =
        Map.of("RELEASE", new TextNode("1"), "DRY", BooleanNode.TRUE);
    StartExecution elsewhere =
        new StartExecution(
            job,
            null,
            null,
            null,
            new TargetSelection(others, null),
            parameters,
            new StrategySpec(2),
            null,
            null);
    // when
    ExecutionView started = WORLD.ann().call(ExecutionOperations.START, elsewhere);
    // then
    assertThat(started.jobId()).isEqualTo(job);
    assertThat(WORLD.worker("w1").claim(10))
        .as("as many at once as was asked for")
        .hasSize(2)
        .allSatisfy(task -> assertThat(others).contains(task.connection().targetId()));
    ExecutionDefinition definition =
        WORLD.ann().call(ExecutionOperations.DEFINITION, new IdRequest(started.id()));
    assertThat(definition.strategy()).isEqualTo(new StrategySpec(2));
    WORLD.ann().call(ExecutionOperations.CANCEL, new IdRequest(started.id()));
  }

  @Test
  void start_shouldStartNothing_whenTheJobIsAtAnotherVersion() {
    // given
    UUID job = job(WORLD.targets(1));
    Idempotency key = new Idempotency(job.toString(), "hash");
    // when, then
    refused("version_changed", () -> WORLD.ann().call(ExecutionOperations.START, of(job, 6, key)));
    assertThat(WORLD.ann().call(ExecutionOperations.START, of(job, 7, key)).jobVersion())
        .isEqualTo(7);
  }

  private static StartExecution of(UUID job, int version, Idempotency idempotency) {
    Map<String, JsonNode> parameters =
        Map.of("RELEASE", new TextNode("1"), "DRY", BooleanNode.TRUE);
    return new StartExecution(
        job, version, null, null, null, null, parameters, null, null, null, idempotency);
  }

  @Test
  void start_shouldAskForMoreThanAGrantOnTheJob_whenOtherTargetsAreGiven() {
    // given
    UUID job = job(WORLD.targets(1));
    WORLD.usable.add(job);
    TestClient bob =
        WORLD
            .harness()
            .user(
                "bob", "job:read", "job:run@some", "target:read", "target:run", "secret:use@some");
    Map<String, JsonNode> parameters = Map.of("RELEASE", new TextNode("1"));
    StartExecution elsewhere =
        new StartExecution(
            job,
            null,
            null,
            null,
            new TargetSelection(WORLD.targets(1), null),
            parameters,
            null,
            null,
            null);
    // when, then
    refused("forbidden", () -> bob.call(ExecutionOperations.START, elsewhere));
    assertThat(bob.call(ExecutionOperations.START, ofJob(job, parameters, null)).jobId())
        .isEqualTo(job);
  }

  @Test
  void start_shouldBeRefused_whenACommandComesBesideAJob() {
    UUID job = job(WORLD.targets(1));
    refused(
        "invalid_request",
        () ->
            WORLD
                .ann()
                .call(
                    ExecutionOperations.START,
                    new StartExecution(job, "id", null, null, null, Map.of(), null, null, null)));
  }

  @Test
  void start_shouldNameEachParameter_whenSomeAreWrong() {
    // given
    UUID job = job(WORLD.targets(1));
    // when, then
    assertThatThrownBy(
            () ->
                WORLD
                    .ann()
                    .call(
                        ExecutionOperations.START,
                        ofJob(
                            job,
                            Map.of("DRY", new TextNode("yes"), "OTHER", new IntNode(1)),
                            null)))
        .isInstanceOfSatisfying(
            OpsException.class,
            e -> {
              assertThat(e.code()).isEqualTo("bad_parameters");
              assertThat(e.errors())
                  .extracting(FieldError::pointer)
                  .containsExactly("/parameters/RELEASE", "/parameters/DRY", "/parameters/OTHER");
            });
  }

  @Test
  void start_shouldPassTheError_whenATargetIsUnknown() {
    refused(
        "unknown_target",
        () -> WORLD.ann().call(ExecutionOperations.START, World.command(List.of(Ids.next()))));
  }

  @Test
  void start_shouldGiveAdHocParameters_whenTheyAreScalars() {
    // given
    Map<String, JsonNode> parameters =
        Map.of("A", new IntNode(5), "B", new DoubleNode(1e10), "C", new TextNode("x y"));
    // when
    WORLD
        .ann()
        .call(ExecutionOperations.START, World.command(WORLD.targets(1), null, parameters, null));
    // then
    assertThat(WORLD.worker("w1").claim(1).getFirst().environment())
        .isEqualTo(Map.of("A", "5", "B", "10000000000", "C", "x y"));
  }

  @Test
  void start_shouldAnswerTheSame_whenTheKeyWasUsedBefore() {
    // given
    List<UUID> targets = WORLD.targets(1);
    StartExecution request = World.command(targets, null, Map.of(), new Idempotency("key", "hash"));
    ExecutionView first = WORLD.ann().call(ExecutionOperations.START, request);
    WORLD.cancel(first.id());
    // when
    ExecutionView again = WORLD.ann().call(ExecutionOperations.START, request);
    // then
    assertThat(again).isEqualTo(first);
    refused(
        "idempotency_key_reused",
        () ->
            WORLD
                .ann()
                .call(
                    ExecutionOperations.START,
                    World.command(targets, null, Map.of(), new Idempotency("key", "other"))));
    ExecutionView ofAnother =
        WORLD
            .harness()
            .user("bob", "job:run", "target:read", "target:run", "secret:use")
            .call(ExecutionOperations.START, request);
    assertThat(ofAnother.id()).isNotEqualTo(first.id());
  }

  @Test
  void start_shouldMakeOneExecution_whenTheKeyComesManyTimesAtOnce() throws Exception {
    // given
    StartExecution request =
        World.command(WORLD.targets(3), null, Map.of(), new Idempotency("key", "hash"));
    TestClient ann = WORLD.ann();
    List<ExecutionView> answers = new ArrayList<>();
    // when
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ExecutionView>> calls = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        calls.add(threads.submit(() -> ann.call(ExecutionOperations.START, request)));
      }
      for (Future<ExecutionView> call : calls) {
        answers.add(call.get());
      }
    }
    // then
    assertThat(answers).hasSize(12).containsOnly(answers.getFirst());
    assertThat(
            WORLD
                .ann()
                .call(ExecutionOperations.LIST, new ListExecutions(null, null, null))
                .items())
        .hasSize(1);
  }

  @Test
  void rerun_shouldTakeTheFailedTargets_whenTheyStillExist() {
    // given
    ExecutionView started = WORLD.start(4);
    Worker worker = WORLD.worker("w1");
    List<ClaimedTask> tasks = worker.claim(4);
    refused("execution_running", () -> rerun(started.id(), RerunOnly.FAILED, null));
    for (int i = 0; i < 4; i++) {
      worker.report(worker.run(tasks.get(i), "hi", i == 0 ? 0 : 1));
    }
    UUID deleted = tasks.get(1).connection().targetId();
    WORLD.targets.remove(deleted);
    // when
    ExecutionView failed = rerun(started.id(), RerunOnly.FAILED, null);
    ExecutionView all = rerun(started.id(), RerunOnly.ALL, null);
    // then
    assertThat(failed.rerunOf()).isEqualTo(started.id());
    assertThat(failed.counts()).containsEntry("total", 2);
    assertThat(all.counts()).containsEntry("total", 3);
    assertThat(WORLD.tasks(failed.id()))
        .extracting(task -> task.target().id())
        .containsExactly(
            tasks.get(2).connection().targetId(), tasks.get(3).connection().targetId());
  }

  @Test
  void rerun_shouldBeRefused_whenThereIsNothing() {
    // given
    ExecutionView started = WORLD.start(1);
    Worker worker = WORLD.worker("w1");
    worker.report(worker.run(worker.claim(1).getFirst(), "hi", 0));
    // when, then
    refused("nothing_to_rerun", () -> rerun(started.id(), RerunOnly.FAILED, null));
    refused("nothing_to_rerun", () -> rerun(started.id(), RerunOnly.UNFINISHED, null));
    refused("not_found", () -> rerun(Ids.next(), RerunOnly.ALL, null));
  }

  @Test
  void rerun_shouldAnswerTheSame_whenTheKeyWasUsedBefore() {
    // given
    ExecutionView started = WORLD.start(1);
    Idempotency key = new Idempotency("key", "hash");
    // when
    ExecutionView first = rerun(started.id(), RerunOnly.ALL, key);
    ExecutionView again = rerun(started.id(), RerunOnly.ALL, key);
    // then
    assertThat(again).isEqualTo(first);
    assertThat(first.state()).isEqualTo(ExecutionState.QUEUED);
  }

  @Test
  void rerun_shouldGoOn_whenTheJobWasDeletedMeanwhile() {
    // given
    UUID job = job(WORLD.targets(1));
    ExecutionView started =
        WORLD
            .ann()
            .call(
                ExecutionOperations.START,
                ofJob(job, Map.of("RELEASE", new TextNode("1.2")), null));
    WORLD.deletedJobs.add(job);
    TestClient bob =
        WORLD
            .harness()
            .user(
                "bob",
                "execution:read",
                "job:read",
                "job:run@some",
                "target:read",
                "target:run",
                "secret:use@some");
    RerunExecution all = new RerunExecution(started.id(), RerunOnly.ALL, null);
    // when, then
    refused("forbidden", () -> bob.call(ExecutionOperations.RERUN, all));
    WORLD.usable.add(job);
    assertThat(bob.call(ExecutionOperations.RERUN, all).rerunOf()).isEqualTo(started.id());
  }

  @Test
  void replay_shouldBeRefused_whenTheSameUserComesWithATokenThatMayNotRunIt() {
    // given
    StartExecution request =
        World.command(WORLD.targets(1), null, Map.of(), new Idempotency("key", "hash"));
    WORLD.ann().call(ExecutionOperations.START, request);
    TestClient narrower =
        WORLD.harness().user("ann", "job:run@some", "target:read", "target:run", "secret:use");
    // when, then
    refused("forbidden", () -> narrower.call(ExecutionOperations.START, request));
  }

  private static ExecutionView rerun(UUID id, RerunOnly only, Idempotency idempotency) {
    return WORLD.ann().call(ExecutionOperations.RERUN, new RerunExecution(id, only, idempotency));
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(OpsException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static StartExecution ofJob(
      UUID job, Map<String, JsonNode> parameters, Idempotency idempotency) {
    return new StartExecution(job, null, null, null, null, parameters, null, null, idempotency);
  }

  private static UUID job(List<UUID> targets) {
    UUID id = Ids.next();
    Instant now = Instant.now();
    List<ParameterSpec> parameters =
        List.of(
            new ParameterSpec("RELEASE", ParameterType.STRING, true, null, null, null),
            new ParameterSpec("DRY", ParameterType.BOOLEAN, false, null, null, null),
            new ParameterSpec("COUNT", ParameterType.NUMBER, null, new IntNode(3), null, null));
    WORLD.jobs.put(
        id,
        new JobView(
            id,
            7,
            "deploy",
            null,
            List.of(new StepSpec.Command("run", "echo $RELEASE", null)),
            new TargetSelection(targets, null),
            parameters,
            StrategySpec.standard(),
            300,
            now,
            now,
            "ann"));
    return id;
  }
}
