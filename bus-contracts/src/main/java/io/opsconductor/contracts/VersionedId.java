package io.opsconductor.contracts;

import java.util.UUID;

/**
 * A thing as somebody saw it.
 *
 * @param expectedVersion the version that was seen; null for whatever is there
 */
public record VersionedId(UUID id, Integer expectedVersion) {
  public VersionedId {
    Checks.present(id, "id");
  }

  /** Whatever is there. */
  public VersionedId(UUID id) {
    this(id, null);
  }
}
