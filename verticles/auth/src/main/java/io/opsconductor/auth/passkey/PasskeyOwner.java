package io.opsconductor.auth.passkey;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Whose passkeys are meant. */
public record PasskeyOwner(UUID userId, UUID organizationId, String username) {
  /** What an authenticator keeps of the user; it must say nothing of the person. */
  byte[] handle() {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(userId.getMostSignificantBits())
        .putLong(userId.getLeastSignificantBits())
        .array();
  }
}
