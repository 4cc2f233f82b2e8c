package io.opsconductor.contracts.secrets;

import java.util.UUID;

/**
 * Answer of a lease's issuer.
 *
 * @param live whether the lease is held by that node, under that fence, now
 * @param organizationId whose work it is; null when not live
 * @param credentialId the one credential that the work needs; null when not live
 */
public record LeaseGrant(boolean live, UUID organizationId, UUID credentialId) {
  public static LeaseGrant dead() {
    return new LeaseGrant(false, null, null);
  }
}
