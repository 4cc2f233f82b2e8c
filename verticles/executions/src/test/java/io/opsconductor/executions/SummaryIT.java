package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.AttemptView;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionSummary;
import io.opsconductor.contracts.executions.OutputGroup;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskTarget;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SummaryIT {
  @RegisterExtension static final World WORLD = new World();

  @Test
  void groups_shouldBeByOutcomeAndOutput_whenTargetsDiffer() throws NoSuchAlgorithmException {
    // given
    UUID id = WORLD.start(5, 5).id();
    Worker worker = WORLD.worker("w1");
    List<ClaimedTask> tasks = worker.claim(5);
    // when: the same bytes in other pieces, and a fifth that still goes on
    worker.report(worker.run(tasks.get(0), "other\n", 0));
    worker.report(worker.run(tasks.get(1), "hello\n", 0));
    worker.report(worker.dispatched(tasks.get(2), 0), worker.output(tasks.get(2), 0, "hel"));
    worker.report(
        worker.output(tasks.get(2), 0, "lo\n"),
        worker.stepFinished(tasks.get(2), 0, 0, null),
        worker.finished(tasks.get(2), TaskState.SUCCEEDED, 0));
    worker.report(worker.run(tasks.get(3), "hello\n", 3));
    worker.report(worker.dispatched(tasks.get(4), 0), worker.output(tasks.get(4), 0, "hello\n"));
    // then
    ExecutionSummary summary = summary(id);
    assertThat(summary.moreGroups()).isZero();
    assertThat(summary.groups()).hasSize(4);
    OutputGroup first = summary.groups().getFirst();
    assertThat(first.count()).isEqualTo(2);
    assertThat(first.targets())
        .extracting(TaskTarget::name)
        .containsExactly(target(id, tasks.get(1)), target(id, tasks.get(2)));
    assertThat(first.outputHash()).isEqualTo(hash("hello\n", ""));
    assertThat(first.stdoutBytes()).isEqualTo(6);
    assertThat(first.sample()).isEqualTo("hello\n");
    assertThat(first.exitCode()).isZero();
    assertThat(summary.groups())
        .filteredOn(group -> group.outputHash().equals(first.outputHash()))
        .extracting(OutputGroup::state)
        .containsExactlyInAnyOrder(TaskState.SUCCEEDED, TaskState.FAILED, TaskState.RUNNING);
  }

  @Test
  void hashes_shouldBeOfTheWholeStreams_whenAnotherWorkerGoesOn() throws NoSuchAlgorithmException {
    // given
    UUID id = WORLD.start(1).id();
    Worker first = WORLD.worker("w1");
    ClaimedTask task = first.claim(1).getFirst();
    byte[] half = {(byte) 0xF0, (byte) 0x9F};
    first.report(
        first.reattachable(task, 0),
        first.output(task, 0, "one "),
        first.output(task, 0, OutputStreamName.STDOUT, half),
        first.released(task));
    // when
    Worker second = WORLD.worker("w2");
    ClaimedTask adopted = World.awaitClaim(second);
    byte[] rest = {(byte) 0x98, (byte) 0x80};
    second.report(
        second.output(adopted, 0, OutputStreamName.STDOUT, rest),
        second.output(adopted, 0, OutputStreamName.STDERR, new byte[] {'e'}));
    assertThat(attempt(id, task).stdoutSha256()).isNull();
    second.report(
        second.stepFinished(adopted, 0, 0, null), second.finished(adopted, TaskState.SUCCEEDED, 0));
    // then
    AttemptView attempt = attempt(id, task);
    assertThat(attempt.stdoutBytes()).isEqualTo(8);
    assertThat(attempt.stderrBytes()).isEqualTo(1);
    assertThat(attempt.stdoutSha256()).isEqualTo(hex(sha256("one 😀")));
    assertThat(attempt.stderrSha256()).isEqualTo(hex(sha256("e")));
    assertThat(summary(id).groups().getFirst().outputHash()).isEqualTo(hash("one 😀", "e"));
  }

  @Test
  void sample_shouldBeTheBeginningAsText_whenTheOutputIsLongOrNoText() {
    // given
    UUID id = WORLD.start(1).id();
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    // when
    worker.report(
        worker.dispatched(task, 0),
        worker.output(task, 0, OutputStreamName.STDOUT, new byte[] {(byte) 0xFF, 0}),
        worker.output(task, 0, "ü".repeat(4000)));
    // then: 4,096 bytes end within a code point
    assertThat(summary(id).groups().getFirst().sample()).isEqualTo("\uFFFD\0" + "ü".repeat(2047));
  }

  @Test
  void summary_shouldBeRefused_whenTheExecutionIsOfAnotherOrganization() {
    // given
    UUID id = WORLD.start(1).id();
    // when, then
    assertThatThrownBy(() -> WORLD.stranger().call(ExecutionOperations.SUMMARY, new IdRequest(id)))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.is(ErrorCode.NOT_FOUND)).isTrue());
  }

  private static ExecutionSummary summary(UUID id) {
    return WORLD.ann().call(ExecutionOperations.SUMMARY, new IdRequest(id));
  }

  private static AttemptView attempt(UUID id, ClaimedTask task) {
    return WORLD.attempts(id, task.taskId()).getFirst();
  }

  private static String target(UUID id, ClaimedTask task) {
    return WORLD.tasks(id).stream()
        .filter(view -> view.id().equals(task.taskId()))
        .findFirst()
        .orElseThrow()
        .target()
        .name();
  }

  private static String hash(String stdout, String stderr) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(sha256(stdout));
    return hex(digest.digest(sha256(stderr)));
  }

  private static byte[] sha256(String text) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
