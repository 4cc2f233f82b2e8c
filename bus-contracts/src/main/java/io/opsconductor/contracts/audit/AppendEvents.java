package io.opsconductor.contracts.audit;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.EventEnvelope;
import java.util.List;

/** Events of one service, at most 500; each is kept once however often it is sent. */
public record AppendEvents(List<EventEnvelope> events) {
  public AppendEvents {
    events = List.copyOf(Checks.present(events, "events"));
    Checks.range(events.size(), "events", 1, 500);
  }
}
