package io.opsconductor.workers;

import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.workers.masking.Masked;
import io.opsconductor.workers.masking.MaskedStream;
import io.opsconductor.workers.masking.SecretMask;
import io.opsconductor.workers.ssh.OutputSink;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Takes the output of one step into the journal, with the secrets of its connection masked. */
final class StepOutput implements OutputSink {

  private final TaskJournal journal;
  private final int step;
  private final Supplier<SecretMask> mask;
  private final Map<OutputStreamName, Masking> streams = new EnumMap<>(OutputStreamName.class);

  /**
   * @param mask asked when the first output comes
   */
  StepOutput(TaskJournal journal, int step, Supplier<SecretMask> mask) {
    this.journal = journal;
    this.step = step;
    this.mask = mask;
  }

  @Override
  public void accept(OutputStreamName name, long offset, byte[] bytes) throws InterruptedException {
    Masking stream =
        streams.computeIfAbsent(name, first -> new Masking(mask.get().stream(offset), offset));
    try {
      add(name, stream, stream.bytes.accept(bytes));
    } catch (LeaseLostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The step is over: nothing more can become a secret. */
  void end() throws LeaseLostException, InterruptedException {
    for (Map.Entry<OutputStreamName, Masking> entry : streams.entrySet()) {
      add(entry.getKey(), entry.getValue(), entry.getValue().bytes.flush());
    }
  }

  private void add(OutputStreamName name, Masking stream, List<Masked> pieces)
      throws LeaseLostException, InterruptedException {
    for (Masked piece : pieces) {
      journal.output(step, name, stream.position, piece.data(), piece.sourceEnd());
      stream.position = piece.sourceEnd();
    }
  }

  private static final class Masking {
    private final MaskedStream bytes;
    private long position;

    Masking(MaskedStream bytes, long position) {
      this.bytes = bytes;
      this.position = position;
    }
  }
}
