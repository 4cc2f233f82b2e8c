package io.opsconductor.targets;

import io.opsconductor.platform.database.Sql;
import java.util.List;
import java.util.UUID;

/**
 * Which targets use a credential, those included that are about to.
 *
 * <p>Before a target begins to use a credential it is claimed, and only then secrets is asked
 * whether the credential exists. A deletion in secrets first hides the credential and then asks for
 * its uses. So one of the two always sees the other.
 */
final class CredentialUseStore {
  private final Sql sql;

  /** On the database, or within a transaction. */
  CredentialUseStore(Sql sql) {
    this.sql = sql;
  }

  void claim(UUID claimId, UUID organizationId, UUID credentialId, String targetName) {
    sql.execute(CredentialUseSql.CLAIM, claimId, organizationId, credentialId, targetName);
  }

  /**
   * Ends the claim in the transaction that writes the target. False when it ended by itself before.
   */
  boolean redeem(UUID claimId) {
    return sql.execute(CredentialUseSql.REDEEM, claimId) == 1;
  }

  void release(UUID claimId) {
    sql.execute(CredentialUseSql.RELEASE, claimId);
  }

  List<String> uses(UUID credentialId) {
    return sql.list(CredentialUseSql.USES, row -> row.getString(0), credentialId);
  }

  void forgetOld() {
    sql.execute(CredentialUseSql.FORGET_CLAIMS);
  }
}
