package io.opsconductor.audit;

import io.opsconductor.contracts.EventEnvelope;

/** An event and its place in the list. */
record StoredEvent(EventPosition position, EventEnvelope event) {}
