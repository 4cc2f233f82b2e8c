package io.opsconductor.contracts.executions;

import java.util.List;

/**
 * A part of what was found, by target in the order of the execution, then step, attempt, stream and
 * place.
 *
 * @param items may be few or none although there is more: the work of one call is bounded
 * @param nextCursor where the search goes on; absent when all that is stored was searched
 * @param scannedBytes how many bytes this call searched
 */
public record OutputHits(List<OutputHit> items, String nextCursor, long scannedBytes) {
  public OutputHits {
    items = List.copyOf(items);
  }
}
