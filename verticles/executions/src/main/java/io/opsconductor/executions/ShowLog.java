package io.opsconductor.executions;

import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.LogPart;
import io.opsconductor.contracts.executions.OutputPart;
import io.opsconductor.contracts.executions.ReadLog;
import io.opsconductor.contracts.executions.ReadOutput;
import io.opsconductor.executions.LogStore.Stored;
import io.opsconductor.executions.StepStore.Length;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Reads the log, as entries in order or as the bytes of one stream of a task. */
final class ShowLog {
  private final Db db;
  private final TaskStore tasks;
  private final StepStore steps;
  private final LogStore log;

  ShowLog(Db db, TaskStore tasks, StepStore steps, LogStore log) {
    this.db = db;
    this.tasks = tasks;
    this.steps = steps;
    this.log = log;
  }

  LogPart read(ReadLog request, Call call) {
    long last =
        log.lastSeq(db, request.executionId(), call.organizationId())
            .orElseThrow(() -> ExecutionStore.unknown(request.executionId()));
    if (last <= request.fromSeq()) {
      return new LogPart(List.of(), last);
    }
    List<LogEntry> entries =
        log.read(
            db,
            request.executionId(),
            call.organizationId(),
            request.fromSeq(),
            request.maxBytes());
    return new LogPart(entries, entries.isEmpty() ? last : Math.max(last, entries.getLast().seq()));
  }

  OutputPart readOutput(ReadOutput request, Call call) {
    if (!tasks.exists(db, request.taskId(), request.executionId(), call.organizationId())) {
      throw TaskStore.unknown(request.taskId(), request.executionId());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long begin = 0;
    for (Length step :
        steps.lengths(db, request.taskId(), request.stream(), request.step(), request.attempt())) {
      long from = request.offset() + bytes.size() - begin;
      int room = request.limit() - bytes.size();
      if (room > 0 && from >= 0 && from < step.bytes()) {
        long to = Math.min(step.bytes(), from + room);
        bytes.writeBytes(part(request, call, step, from, to));
        if (request.offset() + bytes.size() < begin + to) {
          break;
        }
      }
      begin += step.bytes();
    }
    return new OutputPart(bytes.toByteArray(), request.offset() + bytes.size());
  }

  /** The bytes from one offset to another, or as many of the first of them as one look gives. */
  private byte[] part(ReadOutput request, Call call, Length step, long from, long to) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Stored stored :
        log.output(db, request.taskId(), call.organizationId(), request.stream(), step, from, to)) {
      int skip = (int) Math.max(0, from - stored.offset());
      int end = (int) Math.min(stored.data().length, to - stored.offset());
      if (skip < end) {
        bytes.write(stored.data(), skip, end - skip);
      }
    }
    return bytes.toByteArray();
  }
}
