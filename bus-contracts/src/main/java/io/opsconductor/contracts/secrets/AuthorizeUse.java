package io.opsconductor.contracts.secrets;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/**
 * Asks whether the caller may use these credentials.
 *
 * @param throughJob whether a job that the caller runs was granted their use already; what is
 *     denied stays denied
 */
public record AuthorizeUse(List<UUID> ids, boolean throughJob) {
  public AuthorizeUse {
    ids = List.copyOf(Checks.present(ids, "ids"));
  }
}
