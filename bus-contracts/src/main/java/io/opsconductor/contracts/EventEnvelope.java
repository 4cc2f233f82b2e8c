package io.opsconductor.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Something that happened and was committed. Written to the outbox in the transaction of the
 * change; delivered at least once and applied once, because consumers keep {@code (source, id)}.
 *
 * @param id unique within the source
 * @param type {@code <noun>.<past tense>}, for example {@code target.created}
 * @param source the service
 * @param time when the change was committed, by the service's clock
 * @param organizationId whose thing; null for a thing of the installation
 * @param actorId the user that asked for it; null when the system did
 * @param actor that user's name, or the service's
 * @param resourceType noun, for example {@code target}
 * @param resourceId which one; null when there is none
 * @param correlationId of the request that led to it; null when there was none
 * @param data what is worth knowing about the change; never a secret
 */
public record EventEnvelope(
    UUID id,
    String type,
    String source,
    Instant time,
    UUID organizationId,
    UUID actorId,
    String actor,
    String resourceType,
    UUID resourceId,
    String correlationId,
    JsonNode data) {
  public EventEnvelope {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(resourceType, "resourceType");
  }
}
