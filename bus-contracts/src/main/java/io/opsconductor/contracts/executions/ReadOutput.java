package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * A part of what a task printed: the latest attempt of each step, one after the other in step
 * order.
 *
 * @param stream {@code stdout} when absent
 * @param offset in bytes, 0 when absent
 * @param limit in bytes, at most and by default 1 MiB; more is cut to that
 * @param step only this step, counted from 0; all when absent
 * @param attempt only this attempt; the latest of each step when absent
 */
public record ReadOutput(
    UUID executionId,
    UUID taskId,
    OutputStreamName stream,
    Long offset,
    Integer limit,
    Integer step,
    Integer attempt) {
  public static final int MAX_LIMIT = 1024 * 1024;

  public ReadOutput {
    Checks.present(executionId, "executionId");
    Checks.present(taskId, "taskId");
    stream = stream == null ? OutputStreamName.STDOUT : stream;
    offset = offset == null ? 0 : Checks.range(offset, "offset", 0, Long.MAX_VALUE);
    limit =
        limit == null
            ? MAX_LIMIT
            : Math.min(MAX_LIMIT, (int) Checks.range(limit, "limit", 1, Integer.MAX_VALUE));
  }
}
