package io.opsconductor.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.executions.AttemptMode;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.TaskLease;
import io.opsconductor.contracts.executions.TaskReport;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TaskJournalTest {

  private final TaskJournal journal =
      new TaskJournal(new TaskLease(UUID.randomUUID(), 7), urgent -> {});

  @Test
  void take_shouldMergeOutput_whenItIsOfOneStream() throws Exception {
    // given
    put(journal, OutputStreamName.STDOUT, 0, new byte[] {1, 2});
    put(journal, OutputStreamName.STDOUT, 2, new byte[] {3});
    put(journal, OutputStreamName.STDERR, 0, new byte[] {4});
    put(journal, OutputStreamName.STDOUT, 3, new byte[] {5});
    journal.stepFinished(0, 0, null);

    // when
    List<TaskReport> taken = journal.take(1000, 1000);

    // then
    assertThat(taken).extracting(TaskReport::number).containsExactly(1L, 2L, 3L, 4L);
    assertThat(taken).extracting(TaskReport::fence).containsOnly(7L);
    assertThat(((TaskReport.Output) taken.get(0)).data()).containsExactly(1, 2, 3);
    assertThat(((TaskReport.Output) taken.get(1)).data()).containsExactly(4);
    assertThat(((TaskReport.Output) taken.get(2)).offset()).isEqualTo(3);
    assertThat(taken.get(3)).isInstanceOf(TaskReport.StepFinished.class);
  }

  @Test
  void take_shouldKeepChunksBelow64KiB_whenMuchWaits() throws Exception {
    // given
    for (int i = 0; i < 5; i++) {
      put(journal, OutputStreamName.STDOUT, i * 30_000L, new byte[30_000]);
    }

    // then
    assertThat(journal.take(Integer.MAX_VALUE, 1000))
        .extracting(report -> ((TaskReport.Output) report).data().length)
        .containsExactly(60_000, 60_000, 30_000);
  }

  @Test
  void take_shouldLeaveTheRest_whenTheBatchIsFull() throws Exception {
    // given
    put(journal, OutputStreamName.STDOUT, 0, new byte[50_000]);
    put(journal, OutputStreamName.STDERR, 0, new byte[50_000]);

    // then
    assertThat(journal.take(60_000, 1000)).hasSize(1);
    journal.stored();
    assertThat(journal.hasWaiting()).isTrue();
    assertThat(journal.take(1, 1000)).hasSize(1);
  }

  @Test
  void output_shouldWait_whenTheBufferIsFull() throws Exception {
    // given
    put(journal, OutputStreamName.STDOUT, 0, new byte[TaskJournal.MAX_BUFFERED]);
    AtomicBoolean through = new AtomicBoolean();
    Thread writer =
        Thread.startVirtualThread(
            () -> {
              try {
                put(journal, OutputStreamName.STDOUT, TaskJournal.MAX_BUFFERED, new byte[] {1});
                through.set(true);
              } catch (LeaseLostException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    await().until(() -> writer.getState() == Thread.State.WAITING);
    assertThat(through).isFalse();

    // when
    journal.take(Integer.MAX_VALUE, 1000);
    journal.stored();

    // then
    await().untilTrue(through);
  }

  @Test
  void close_shouldLetEverybodyGo_whenTheLeaseIsLost() throws Exception {
    // given
    AtomicBoolean refused = new AtomicBoolean();
    Thread waiter =
        Thread.startVirtualThread(
            () -> {
              try {
                journal.dispatched(0, AttemptMode.REATTACH, null, null);
              } catch (LeaseLostException e) {
                refused.set(true);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    await().until(() -> waiter.getState() == Thread.State.WAITING);

    // when
    journal.close();

    // then
    await().untilTrue(refused);
    assertThat(journal.take(1000, 1000)).isEmpty();
    assertThatThrownBy(() -> put(journal, OutputStreamName.STDOUT, 0, new byte[1]))
        .isInstanceOf(LeaseLostException.class);
  }

  private static void put(TaskJournal journal, OutputStreamName stream, long offset, byte[] bytes)
      throws LeaseLostException, InterruptedException {
    journal.output(0, stream, offset, bytes, offset + bytes.length);
  }
}
