package io.opsconductor.contracts.secrets;

import java.util.UUID;

/**
 * Answer of a lease's issuer.
 *
 * @param live whether the lease is held by that node, under that fence, now
 * @param organizationId whose work it is; null when not live
 * @param credentialId the one credential that the work needs; null when not live
 * @param userId on whose behalf it is done; null when not live
 * @param user name of that user; null when not live
 * @param executionId of which the work is a part; null when not live, and of a connection test
 */
public record LeaseGrant(
    boolean live,
    UUID organizationId,
    UUID credentialId,
    UUID userId,
    String user,
    UUID executionId) {
  public static LeaseGrant dead() {
    return new LeaseGrant(false, null, null, null, null, null);
  }
}
