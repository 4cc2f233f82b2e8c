package io.opsconductor.contracts.secrets;

import java.util.Map;
import java.util.UUID;

/** The current version of each credential that exists. */
public record CredentialVersions(Map<UUID, Integer> versions) {
  public CredentialVersions {
    versions = Map.copyOf(versions);
  }
}
