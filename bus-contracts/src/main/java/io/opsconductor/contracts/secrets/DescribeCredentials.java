package io.opsconductor.contracts.secrets;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/** Which of these exist in the organization, and at which version. */
public record DescribeCredentials(UUID organizationId, List<UUID> ids) {
  public DescribeCredentials {
    Checks.present(organizationId, "organizationId");
    ids = List.copyOf(Checks.present(ids, "ids"));
  }
}
