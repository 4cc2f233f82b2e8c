package io.opsconductor.contracts.audit;

import io.opsconductor.contracts.EventEnvelope;
import java.util.List;

/** A part of the list of events; {@code nextCursor} is absent at the end. */
public record EventPage(List<EventEnvelope> items, String nextCursor) {
  public EventPage {
    items = List.copyOf(items);
  }
}
