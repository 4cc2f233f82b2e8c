package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * A part of the ordered log.
 *
 * @param fromSeq the last that is known already; 0 for none
 * @param maxBytes of output in the answer, about; at least one entry is given when there is one
 */
public record ReadLog(UUID executionId, long fromSeq, int maxBytes) {
  public ReadLog {
    Checks.present(executionId, "executionId");
    Checks.range(fromSeq, "fromSeq", 0, Long.MAX_VALUE);
    Checks.range(maxBytes, "maxBytes", 1, 4 * 1024 * 1024);
  }
}
