package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import java.util.List;

/**
 * Reports of one worker node, of many tasks; those of one task in order. Stored in one transaction.
 */
public record ReportBatch(String nodeId, List<TaskReport> reports) {
  public ReportBatch {
    Checks.present(nodeId, "nodeId");
    reports = List.copyOf(Checks.present(reports, "reports"));
    Checks.range(reports.size(), "reports", 1, 10_000);
  }
}
