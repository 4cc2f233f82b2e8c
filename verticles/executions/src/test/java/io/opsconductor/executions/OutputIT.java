package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.OutputPart;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.ReadOutput;
import io.opsconductor.contracts.executions.TaskReport;
import io.opsconductor.contracts.executions.TaskState;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutputIT {
  @RegisterExtension static final World WORLD = new World();

  @Test
  void output_shouldBeStepsInOrder_whenATaskHasSeveral() {
    // given
    UUID id = WORLD.start(1).id();
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    byte[] error = "oops".getBytes(StandardCharsets.UTF_8);
    // when
    worker.report(
        worker.dispatched(task, 0),
        worker.output(task, 0, "one "),
        worker.output(task, 0, OutputStreamName.STDERR, error),
        worker.output(task, 0, "two "),
        worker.stepFinished(task, 0, 0, null),
        worker.dispatched(task, 1),
        worker.output(task, 1, "three"));
    // then
    assertThat(text(id, task, 0, null, null)).isEqualTo("one two three");
    assertThat(text(id, task, 6, null, null)).isEqualTo("o three");
    assertThat(text(id, task, 8, null, null)).isEqualTo("three");
    assertThat(text(id, task, 2, 9, null)).isEqualTo("e two thr");
    assertThat(text(id, task, 1, 99, 1)).isEqualTo("hree");
    assertThat(text(id, task, 13, null, null)).isEmpty();
    assertThat(read(id, task, OutputStreamName.STDERR, 0, null, null).data()).isEqualTo(error);
    OutputPart past = read(id, task, OutputStreamName.STDOUT, 50, null, null);
    assertThat(past.data()).isEmpty();
    assertThat(past.nextOffset()).isEqualTo(50);
    assertThat(read(id, task, OutputStreamName.STDOUT, 2, 3, null).nextOffset()).isEqualTo(5);
  }

  @Test
  void log_shouldNotSplitACodePoint_whenChunksDo() {
    // given
    String text = "grün 日本 😀 ende";
    UUID id = WORLD.start(1).id();
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0));
    // when
    for (byte single : text.getBytes(StandardCharsets.UTF_8)) {
      worker.report(worker.output(task, 0, OutputStreamName.STDOUT, new byte[] {single}));
    }
    // then
    List<LogEntry.Output> entries = outputs(id);
    assertThat(entries).hasSize(text.codePointCount(0, text.length()));
    assertThat(entries).allSatisfy(entry -> assertThat(isText(entry.data())).isTrue());
    assertThat(text(id, task, 0, null, null)).isEqualTo(text);
  }

  @Test
  void bytes_shouldBeExact_whenTheyAreNoText() {
    // given
    byte[] all = new byte[200_000];
    new Random(42).nextBytes(all);
    all[all.length - 1] = (byte) 0xF0;
    UUID id = WORLD.start(1).id();
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0));
    // when
    List<TaskReport> batch = new ArrayList<>();
    for (int from = 0; from < all.length; from += 777) {
      byte[] chunk = Arrays.copyOfRange(all, from, Math.min(all.length, from + 777));
      batch.add(worker.output(task, 0, OutputStreamName.STDOUT, chunk));
    }
    worker.report(batch);
    worker.report(worker.finished(task, TaskState.SUCCEEDED, 0));
    // then
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    OutputPart part = read(id, task, OutputStreamName.STDOUT, 0, 60_001, null);
    while (part.data().length > 0) {
      read.writeBytes(part.data());
      part = read(id, task, OutputStreamName.STDOUT, part.nextOffset(), 60_001, null);
    }
    assertThat(read.toByteArray()).isEqualTo(all);
    long offset = 0;
    for (LogEntry.Output entry : outputs(id)) {
      assertThat(entry.offset()).isEqualTo(offset);
      offset += entry.data().length;
    }
    assertThat(offset).isEqualTo(all.length);
  }

  private static List<LogEntry.Output> outputs(UUID id) {
    return WORLD.log(id).stream()
        .filter(LogEntry.Output.class::isInstance)
        .map(LogEntry.Output.class::cast)
        .toList();
  }

  private static boolean isText(byte[] data) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String text(UUID id, ClaimedTask task, long offset, Integer limit, Integer step) {
    OutputPart part = read(id, task, OutputStreamName.STDOUT, offset, limit, step);
    assertThat(part.nextOffset()).isEqualTo(offset + part.data().length);
    return new String(part.data(), StandardCharsets.UTF_8);
  }

  private static OutputPart read(
      UUID id,
      ClaimedTask task,
      OutputStreamName stream,
      long offset,
      Integer limit,
      Integer step) {
    return WORLD
        .ann()
        .call(
            ExecutionOperations.READ_OUTPUT,
            new ReadOutput(id, task.taskId(), stream, offset, limit, step, null));
  }
}
