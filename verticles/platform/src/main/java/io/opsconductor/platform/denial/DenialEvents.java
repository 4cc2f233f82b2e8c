package io.opsconductor.platform.denial;

import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Wire;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** How a refusal stands in the record. */
final class DenialEvents {
  private DenialEvents() {}

  /** So many of the same; the details are those of the last one. */
  static EventEnvelope of(String service, Denial denial, int count, Instant first, Instant last) {
    Map<String, Object> data = new TreeMap<>();
    data.put("operation", denial.operation());
    data.put("code", denial.code());
    data.put("count", count);
    put(data, "reason", denial.reason());
    put(data, "address", denial.address());
    put(data, "tokenId", denial.who().tokenId());
    if (count > 1) {
      data.put("first", first);
    }
    return new EventEnvelope(
        Ids.next(),
        denial.type(),
        service,
        last,
        denial.who().organizationId(),
        denial.who().id(),
        denial.who().name(),
        denial.resourceType(),
        denial.resourceId(),
        denial.correlationId(),
        Wire.mapper().valueToTree(data));
  }

  private static void put(Map<String, Object> data, String name, Object value) {
    if (value != null) {
      data.put(name, value);
    }
  }
}
