package io.opsconductor.contracts;

import java.util.Objects;
import java.util.UUID;

/**
 * What an event told of has been committed: whoever keeps something of the thing drops it. Sent
 * beside every event but those that tell of somebody who has read a thing.
 *
 * @param source the service that told of it, for example {@code targets}
 * @param resourceType noun, for example {@code target}
 * @param resourceId which one; null when there is none
 */
public record Changed(String source, String resourceType, UUID resourceId) {
  public static final Hint<Changed> HINT = new Hint<>("ops.outbox.v1.thing.changed", Changed.class);

  public Changed {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(resourceType, "resourceType");
  }
}
