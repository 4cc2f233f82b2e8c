package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.EventEnvelope;
import java.util.List;

/**
 * What a service that has no database refused. Each is kept once however often it is sent.
 *
 * @param events at most 500, all of the type {@code access.denied}
 */
public record RecordDenials(List<EventEnvelope> events) {
  public RecordDenials {
    events = List.copyOf(Checks.present(events, "events"));
    Checks.range(events.size(), "events", 1, 500);
    if (events.stream().anyMatch(event -> !event.type().equals("access.denied"))) {
      throw Checks.invalid("events", "must all be of the type access.denied");
    }
  }
}
