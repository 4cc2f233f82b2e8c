package io.opsconductor.targets;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.secrets.AuthorizeUse;
import io.opsconductor.contracts.secrets.DescribeCredentials;
import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.contracts.targets.Uses;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Sees to it that a target never begins to use a credential that does not exist any more. */
final class CredentialClaims {
  private final Db db;
  private final BusClient bus;

  CredentialClaims(Db db, BusClient bus) {
    this.db = db;
    this.bus = bus;
  }

  /**
   * Runs the work in a transaction, with the credential known to exist until it is committed.
   *
   * @throws OpsException {@code unknown_credential}
   */
  <T> T using(UUID credentialId, String targetName, Call call, Function<Tx, T> work) {
    UUID claimId = Ids.next();
    CredentialUseStore claims = new CredentialUseStore(db);
    claims.claim(claimId, call.organizationId(), credentialId, targetName);
    boolean redeemed = false;
    try {
      currentVersion(call.organizationId(), credentialId, call);
      requireUse(credentialId, call);
      T result = db.transaction(tx -> redeemed(tx, claimId, work));
      redeemed = true;
      return result;
    } finally {
      if (!redeemed) {
        claims.release(claimId);
      }
    }
  }

  private static <T> T redeemed(Tx tx, UUID claimId, Function<Tx, T> work) {
    if (!new CredentialUseStore(tx).redeem(claimId)) {
      throw new OpsException(
          ErrorCode.DEADLINE_EXCEEDED, "It took too long to check the credential; try again");
    }
    return work.apply(tx);
  }

  /**
   * That the caller may use the credential. Whoever decides what is shown it, or has it shown,
   * needs that: the target could be a host that the caller has made up.
   */
  void requireUse(UUID credentialId, Call call) {
    if (!call.user().mayEverywhere("secret:use")) {
      AuthorizeUse request = new AuthorizeUse(List.of(credentialId), false);
      bus.call(SecretOperations.AUTHORIZE_USE, request, call);
    }
  }

  /** Asks secrets. */
  int currentVersion(UUID organizationId, UUID credentialId, Call call) {
    DescribeCredentials request = new DescribeCredentials(organizationId, List.of(credentialId));
    Integer version =
        bus.callAsService(SecretOperations.DESCRIBE, request, call).versions().get(credentialId);
    if (version == null) {
      String detail = "There is no credential " + credentialId;
      throw new OpsException(
          ErrorCode.UNKNOWN_CREDENTIAL, detail, List.of(new FieldError("/credentialId", detail)));
    }
    return version;
  }

  /** For secrets, before it deletes one. */
  Uses uses(IdRequest request, Call call) {
    return new Uses(new CredentialUseStore(db).uses(request.id()));
  }
}
