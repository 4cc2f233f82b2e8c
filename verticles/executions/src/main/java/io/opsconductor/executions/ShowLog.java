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
import java.util.UUID;

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
    long last = requireLog(request.executionId(), call);
    tasks.requireTarget(db, request.executionId(), call.organizationId(), request.target());
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

  private long requireLog(UUID executionId, Call call) {
    return log.lastSeq(db, executionId, call.organizationId())
        .orElseThrow(() -> ExecutionStore.unknown(executionId));
  }

  OutputPart readOutput(ReadOutput request, Call call) {
    if (!tasks.exists(db, request.taskId(), request.executionId(), call.organizationId())) {
      throw TaskStore.unknown(request.taskId(), request.executionId());
    }
    requireLog(request.executionId(), call);
    Part part = new Part(request.offset());
    long begin = 0;
    for (Length step :
        steps.lengths(db, request.taskId(), request.stream(), request.step(), request.attempt())) {
      if (!read(request, call, step, begin, part)) {
        break;
      }
      begin += step.bytes();
    }
    return new OutputPart(part.bytes.toByteArray(), part.at, part.elided);
  }

  /** What is read of several steps as if they were one stream. */
  private static final class Part {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long at;
    private long elided;

    Part(long at) {
      this.at = at;
    }

    void skip(long count) {
      at += count;
      elided += count;
    }

    void add(byte[] data) {
      bytes.writeBytes(data);
      at += data.length;
    }
  }

  /**
   * Adds what a step holds. A part never goes on past bytes that are not kept.
   *
   * @param begin where the step begins
   * @return whether to go on with the next step
   */
  private boolean read(ReadOutput request, Call call, Length step, long begin, Part part) {
    if (part.at >= begin + step.bytes()) {
      return true;
    }
    if (step.hidden(part.at - begin)) {
      if (step.tail() == null || part.bytes.size() > 0) {
        return false;
      }
      part.skip(begin + step.tail() - part.at);
    }
    long from = part.at - begin;
    int room = request.limit() - part.bytes.size();
    long to = Math.min(step.readableEnd(from), from + room);
    if (to > from) {
      part.add(part(request, call, step, from, to));
    }
    return part.at == begin + step.bytes();
  }

  /** The bytes from one offset to another, or as many of the first of them as one look gives. */
  private byte[] part(ReadOutput request, Call call, Length step, long from, long to) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Stored stored :
        log.output(
            db,
            request.executionId(),
            request.taskId(),
            call.organizationId(),
            request.stream(),
            step,
            from,
            to)) {
      int skip = (int) Math.max(0, from - stored.offset());
      int end = (int) Math.min(stored.data().length, to - stored.offset());
      if (skip < end) {
        bytes.write(stored.data(), skip, end - skip);
      }
    }
    return bytes.toByteArray();
  }
}
