package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** Gives a passkey of the caller another name. */
public record RenameFactor(UUID id, String name) {
  public RenameFactor {
    Checks.present(id, "id");
    Checks.name(name, "name");
  }
}
