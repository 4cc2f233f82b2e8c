package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.TaskState;
import java.util.HashSet;
import java.util.Set;

/**
 * Says on standard error which hosts wait for a person, with the command that decides, and when
 * they go on. Without it a run that waits looks like one that hangs.
 */
final class WaitingNotices implements FrameSink {

  /** So many hosts are named with the command; the others wait likewise. */
  static final int NAMED = 20;

  private final FrameSink sink;
  private final String executionId;
  private final Set<String> waiting = new HashSet<>();
  private boolean saidMore;

  WaitingNotices(FrameSink sink, String executionId) {
    this.sink = sink;
    this.executionId = executionId;
  }

  @Override
  public void frame(Frame frame, JsonNode json) {
    sink.frame(frame, json);
    switch (frame) {
      case Frame.Task task -> task(task);
      case Frame.State state -> state(state);
      case Frame.Output _, Frame.Elided _, Frame.End _, Frame.Failure _, Frame.Other _ -> {}
    }
  }

  private void task(Frame.Task task) {
    if (task.state().equals(TaskState.WAITING.wireName())) {
      if (waiting.add(task.taskId())) {
        waits(task.target());
      }
    } else if (waiting.remove(task.taskId())) {
      notice(task.target() + " no longer waits: " + task.state().replace('_', ' '));
    }
  }

  private void waits(String target) {
    if (waiting.size() <= NAMED) {
      notice(
          target
              + " waits for a person, since nobody knows how its command ended. Look there, then"
              + " decide:\n  opsconductor executions resolve "
              + executionId
              + " "
              + target
              + " --as succeeded|failed|retry");
    } else if (!saidMore) {
      saidMore = true;
      notice("More hosts wait: opsconductor executions tasks " + executionId + " --state waiting");
    }
  }

  private void state(Frame.State state) {
    if (state.state().equals(ExecutionState.WAITING.wireName())) {
      int hosts = state.counts().of(TaskState.WAITING.wireName());
      notice(
          "The execution waits: nothing is left to do until somebody decides about %d %s."
              .formatted(hosts, hosts == 1 ? "host" : "hosts"));
    }
  }

  @Override
  public void end() {
    sink.end();
  }

  @Override
  public void notice(String line) {
    sink.notice(line);
  }
}
