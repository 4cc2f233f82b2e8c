package io.opsconductor.contracts.secrets;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** A new version of a credential. Earlier versions are not used for new connections. */
public record UpdateCredential(UUID id, CredentialInput credential) {
  public UpdateCredential {
    Checks.present(id, "id");
    Checks.present(credential, "credential");
  }
}
