package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.PageRequest;

/**
 * A part of the list of jobs.
 *
 * @param name only the job of exactly this name, in either case; all when absent
 * @param search only in whose name each word of this is, in either case; all when absent
 */
public record ListJobs(PageRequest page, String name, String search) {
  public ListJobs {
    page = page == null ? PageRequest.first() : page;
    if (name != null) {
      Checks.text(name, "name", 128);
    }
    if (search != null) {
      Checks.text(search, "search", 128);
    }
  }
}
