package io.opsconductor.gateway;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.LogPart;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.ReadLog;
import io.opsconductor.contracts.executions.TaskTarget;
import io.opsconductor.platform.bus.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The log of one execution, as executions would keep it. */
final class TestLog {
  static final Instant AT = Instant.parse("2026-03-01T12:00:00.5Z");

  final UUID executionId = Ids.next();
  final UUID taskId = Ids.next();
  private final TaskTarget target = new TaskTarget(Ids.next(), "web-1");
  private final List<LogEntry> entries = new ArrayList<>();
  private final AtomicInteger reads = new AtomicInteger();
  private long offset;

  synchronized TestLog state(ExecutionState state) {
    entries.add(new LogEntry.State(entries.size() + 1, AT, executionId, state, Map.of("total", 1)));
    return this;
  }

  synchronized TestLog output(byte[] data) {
    entries.add(
        new LogEntry.Output(
            entries.size() + 1, AT, taskId, target, 0, 1, OutputStreamName.STDOUT, offset, data));
    offset += data.length;
    return this;
  }

  /** Output that was printed and not kept. */
  synchronized TestLog elided(long bytes) {
    entries.add(
        new LogEntry.Elided(
            entries.size() + 1, AT, taskId, target, 0, 1, OutputStreamName.STDOUT, offset, bytes));
    offset += bytes;
    return this;
  }

  synchronized TestLog end(ExecutionState state) {
    entries.add(new LogEntry.End(entries.size() + 1, AT, state));
    return this;
  }

  synchronized long lastSeq() {
    return entries.size();
  }

  int reads() {
    return reads.get();
  }

  synchronized LogPart read(ReadLog request, Call call) {
    if (!request.executionId().equals(executionId)) {
      throw new OpsException(ErrorCode.NOT_FOUND, "No such execution");
    }
    reads.incrementAndGet();
    List<LogEntry> part = new ArrayList<>();
    int bytes = 0;
    for (int i = (int) Math.min(request.fromSeq(), entries.size()); i < entries.size(); i++) {
      LogEntry entry = entries.get(i);
      part.add(entry);
      bytes += entry instanceof LogEntry.Output output ? output.data().length : 0;
      if (bytes >= request.maxBytes()) {
        break;
      }
    }
    return new LogPart(part, entries.size());
  }
}
