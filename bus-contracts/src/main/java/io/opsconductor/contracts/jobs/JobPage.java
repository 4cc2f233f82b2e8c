package io.opsconductor.contracts.jobs;

import java.util.List;

/** A part of a list of jobs or of versions; {@code nextCursor} is absent at the end. */
public record JobPage(List<JobView> items, String nextCursor) {
  public JobPage {
    items = List.copyOf(items);
  }
}
