package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.executions.AttemptView;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.OutputPart;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.ReadOutput;
import io.opsconductor.contracts.executions.StartExecution;
import io.opsconductor.contracts.executions.TaskReport;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.jobs.OutputSpec;
import io.opsconductor.contracts.targets.TargetSelection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutputLimitIT {
  private static final int LIMIT = 2048;

  @RegisterExtension static final World WORLD = new World();

  @Test
  void headAndTail_shouldBeKept_whenWorkersChangeInTheMiddle() throws NoSuchAlgorithmException {
    // given
    byte[] all = random(50_000);
    UUID id = start();
    Worker first = WORLD.worker("w1");
    ClaimedTask task = first.claim(1).getFirst();
    first.report(first.reattachable(task, 0));
    first.report(pieces(first, task, Arrays.copyOf(all, 30_000)));
    first.report(first.released(task));
    // when
    Worker second = WORLD.worker("w2");
    ClaimedTask adopted = World.awaitClaim(second);
    assertThat(adopted.adopt().stdout()).isEqualTo(30_000);
    second.report(pieces(second, adopted, Arrays.copyOfRange(all, 30_000, all.length)));
    assertThat(storedTail()).isLessThan(LIMIT);
    assertThat(outputs(id)).isEqualTo(head(all));
    OutputPart early = read(id, task, LIMIT);
    assertThat(early.data()).isEmpty();
    assertThat(early.nextOffset()).isEqualTo(LIMIT);
    second.report(
        second.stepFinished(adopted, 0, 0, null), second.finished(adopted, TaskState.SUCCEEDED, 0));
    // then
    List<LogEntry> log = gapless(id);
    LogEntry.Elided elided = elided(log);
    int from = (int) (elided.offset() + elided.bytes());
    assertThat(elided.offset()).isBetween(LIMIT / 2 - 3L, LIMIT / 2L);
    assertThat(all.length - from).isBetween(LIMIT / 2 - 3, LIMIT / 2);
    assertThat(outputs(id))
        .isEqualTo(join(Arrays.copyOf(all, (int) elided.offset()), tail(all, from)));
    assertThat(log.getLast()).isInstanceOf(LogEntry.End.class);
    AttemptView attempt = WORLD.attempts(id, task.taskId()).getFirst();
    assertThat(attempt.stdoutBytes()).isEqualTo(all.length);
    assertThat(attempt.stdoutSha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all)));
    assertThat(storedTail()).isZero();
    OutputPart head = read(id, task, 0);
    assertThat(head.data()).isEqualTo(Arrays.copyOf(all, (int) elided.offset()));
    assertThat(head.elided()).isZero();
    OutputPart tail = read(id, task, head.nextOffset());
    assertThat(tail.elided()).isEqualTo(elided.bytes());
    assertThat(tail.data()).isEqualTo(tail(all, from));
    assertThat(tail.nextOffset()).isEqualTo(all.length);
    OutputPart within = read(id, task, 10_000);
    assertThat(within.elided()).isEqualTo(from - 10_000);
    assertThat(within.data()).isEqualTo(tail.data());
  }

  @Test
  void text_shouldNotBeCutWithinACodePoint_whenAPartIsNotKept() {
    // given
    byte[] all = "😀日".repeat(2000).getBytes(StandardCharsets.UTF_8);
    UUID id = start();
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0));
    // when
    worker.report(pieces(worker, task, all));
    worker.report(worker.finished(task, TaskState.SUCCEEDED, 0));
    // then
    LogEntry.Elided elided = elided(gapless(id));
    assertThat(new String(outputs(id), StandardCharsets.UTF_8)).doesNotContain("\uFFFD");
    assertThat(elided.bytes() + outputs(id).length).isEqualTo(all.length);
  }

  @Test
  void everything_shouldBeKept_whenItJustFits() {
    // given
    byte[] all = random(LIMIT);
    UUID id = start();
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0));
    // when
    worker.report(pieces(worker, task, all));
    worker.report(worker.finished(task, TaskState.FAILED, 1));
    // then
    assertThat(outputs(id)).isEqualTo(all);
    assertThat(gapless(id)).noneMatch(LogEntry.Elided.class::isInstance);
    assertThat(join(read(id, task, 0).data(), read(id, task, LIMIT / 2).data())).isEqualTo(all);
  }

  @Test
  void tail_shouldBeInTheLog_whenTheWorkerFallsSilent() {
    // given
    byte[] all = random(9000);
    UUID id = start();
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0));
    worker.report(pieces(worker, task, all));
    // when
    WORLD.lapseLeases();
    WORLD.awaitTask(id, TaskState.LOST);
    // then
    LogEntry.Elided elided = elided(gapless(id));
    assertThat(outputs(id)).endsWith(tail(all, (int) (elided.offset() + elided.bytes())));
  }

  private static UUID start() {
    TargetSelection target = new TargetSelection(WORLD.targets(1), null);
    return WORLD
        .ann()
        .call(
            ExecutionOperations.START,
            new StartExecution(
                null,
                null,
                "flood",
                null,
                null,
                target,
                Map.of(),
                null,
                null,
                new OutputSpec((long) LIMIT),
                null))
        .id();
  }

  private static List<TaskReport> pieces(Worker worker, ClaimedTask task, byte[] data) {
    List<TaskReport> reports = new ArrayList<>();
    for (int from = 0; from < data.length; from += 777) {
      byte[] piece = Arrays.copyOfRange(data, from, Math.min(data.length, from + 777));
      reports.add(worker.output(task, 0, OutputStreamName.STDOUT, piece));
    }
    return reports;
  }

  private static long storedTail() {
    return WORLD
        .harness()
        .db()
        .one(
            "SELECT coalesce(sum(octet_length(data)), 0)::bigint AS bytes FROM output_tails",
            row -> row.getLong("bytes"))
        .orElseThrow();
  }

  /** What is in the log of stdout. */
  private static byte[] outputs(UUID id) {
    byte[] all = {};
    for (LogEntry entry : WORLD.log(id)) {
      if (entry instanceof LogEntry.Output output) {
        all = join(all, output.data());
      }
    }
    return all;
  }

  private static List<LogEntry> gapless(UUID id) {
    List<LogEntry> log = WORLD.log(id);
    for (int place = 0; place < log.size(); place++) {
      assertThat(log.get(place).seq()).isEqualTo(place + 1);
    }
    return log;
  }

  private static LogEntry.Elided elided(List<LogEntry> log) {
    return log.stream()
        .filter(LogEntry.Elided.class::isInstance)
        .map(LogEntry.Elided.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static OutputPart read(UUID id, ClaimedTask task, long offset) {
    return WORLD
        .ann()
        .call(
            ExecutionOperations.READ_OUTPUT,
            new ReadOutput(id, task.taskId(), OutputStreamName.STDOUT, offset, null, null, null));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] head(byte[] all) {
    byte[] head = Arrays.copyOf(all, LIMIT / 2);
    return Arrays.copyOf(head, head.length - Utf8.incompleteTail(head));
  }

  private static byte[] tail(byte[] all, int from) {
    return Arrays.copyOfRange(all, from, all.length);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
