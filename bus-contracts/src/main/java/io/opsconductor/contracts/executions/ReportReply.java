package io.opsconductor.contracts.executions;

import java.util.List;
import java.util.UUID;

/**
 * All reports are stored, except those of {@code fenced} tasks.
 *
 * @param fenced tasks whose lease is no longer held under that fence: write nothing more
 */
public record ReportReply(List<UUID> fenced) {
  public ReportReply {
    fenced = List.copyOf(fenced);
  }
}
