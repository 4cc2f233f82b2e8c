package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * A part of the ordered log.
 *
 * @param fromSeq the last that is known already; 0 for none
 * @param maxBytes of output in the answer, about; at least one entry is given when there is one
 * @param target id or name of a target that the execution must have, else it is {@code not_found};
 *     entries of all come anyway; null not to look
 */
public record ReadLog(UUID executionId, long fromSeq, int maxBytes, String target) {
  public ReadLog {
    Checks.present(executionId, "executionId");
    Checks.range(fromSeq, "fromSeq", 0, Long.MAX_VALUE);
    Checks.range(maxBytes, "maxBytes", 1, 4 * 1024 * 1024);
    target = target == null ? null : Checks.text(target, "target", SearchOutput.MAX_TARGET);
  }
}
