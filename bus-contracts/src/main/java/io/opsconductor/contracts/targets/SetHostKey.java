package io.opsconductor.contracts.targets;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** A person accepts this key for the target, in place of any recorded one. */
public record SetHostKey(UUID id, String hostKey) {
  public SetHostKey {
    Checks.present(id, "id");
    Checks.text(hostKey, "hostKey", 16 * 1024);
  }
}
