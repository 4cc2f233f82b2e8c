package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * Asks why somebody may do something, or may not.
 *
 * @param userId a user or service account; the caller when absent, of another only with {@code
 *     grant:read}
 * @param tokenId an API token of theirs, with which it would be done; that of the caller when it
 *     came with one and asks about itself; of another only with {@code grant:read}
 * @param permission for example {@code target:run}
 * @param type of the object; null for everything
 * @param objectId null for everything
 */
public record ExplainAccess(
    UUID userId, UUID tokenId, String permission, ObjectType type, UUID objectId) {
  public ExplainAccess {
    Checks.text(permission, "permission", 64);
    if ((type == null) != (objectId == null)) {
      throw Checks.invalid("object", "must be a type and an id, or absent");
    }
  }
}
