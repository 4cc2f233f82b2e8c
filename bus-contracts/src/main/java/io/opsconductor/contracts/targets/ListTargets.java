package io.opsconductor.contracts.targets;

import io.opsconductor.contracts.PageRequest;

/**
 * A part of the list of targets.
 *
 * @param selector only those that match; all when absent
 */
public record ListTargets(PageRequest page, String selector) {
  public ListTargets {
    page = page == null ? PageRequest.first() : page;
  }
}
