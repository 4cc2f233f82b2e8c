package io.opsconductor.contracts.executions;

import java.util.List;

/**
 * Entries after {@code fromSeq}, in order, without gaps.
 *
 * @param lastSeq the newest that is stored now
 */
public record LogPart(List<LogEntry> entries, long lastSeq) {
  public LogPart {
    entries = List.copyOf(entries);
  }
}
