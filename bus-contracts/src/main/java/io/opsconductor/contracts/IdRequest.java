package io.opsconductor.contracts;

import java.util.UUID;

/** Names one thing. */
public record IdRequest(UUID id) {
  public IdRequest {
    if (id == null) {
      throw new OpsException(ErrorCode.MALFORMED_REQUEST, "id is missing");
    }
  }
}
