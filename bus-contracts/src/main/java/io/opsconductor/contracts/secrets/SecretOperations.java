package io.opsconductor.contracts.secrets;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Assurance;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.users.MatchObject;
import io.opsconductor.contracts.users.ObjectMatches;

/** Operations of the group {@code secrets}. */
public final class SecretOperations {
  private SecretOperations() {}

  public static final Operation<CredentialInput, CredentialView> CREATE =
      Operation.once(
              "ops.secrets.v1.credential.create",
              CredentialInput.class,
              CredentialView.class,
              Access.permission("credential:write"))
          .with(Assurance.FRESH);

  public static final Operation<IdRequest, CredentialView> GET =
      Operation.idempotent(
          "ops.secrets.v1.credential.get",
          IdRequest.class,
          CredentialView.class,
          Access.permission("credential:read"));

  public static final Operation<PageRequest, CredentialPage> LIST =
      Operation.idempotent(
          "ops.secrets.v1.credential.list",
          PageRequest.class,
          CredentialPage.class,
          Access.permission("credential:read"));

  public static final Operation<UpdateCredential, CredentialView> UPDATE =
      Operation.once(
              "ops.secrets.v1.credential.update",
              UpdateCredential.class,
              CredentialView.class,
              Access.permission("credential:write"))
          .with(Assurance.FRESH);

  /** Refused with {@code credential_in_use}, naming the targets, while a target uses it. */
  public static final Operation<IdRequest, Empty> DELETE =
      Operation.once(
              "ops.secrets.v1.credential.delete",
              IdRequest.class,
              Empty.class,
              Access.permission("credential:write"))
          .with(Assurance.FRESH);

  public static final Operation<DescribeCredentials, CredentialVersions> DESCRIBE =
      Operation.idempotent(
          "ops.secrets.v1.credential.describe",
          DescribeCredentials.class,
          CredentialVersions.class,
          Access.services("targets", "executions"));

  /** Refused with {@code forbidden} unless the caller may use every one. */
  public static final Operation<AuthorizeUse, Empty> AUTHORIZE_USE =
      Operation.idempotent(
          "ops.secrets.v1.credential-use.authorize",
          AuthorizeUse.class,
          Empty.class,
          Access.permission("secret:use"));

  /** Refused with {@code no_live_lease} unless the lease's issuer confirms it. */
  public static final Operation<ResolveCredential, CredentialMaterial> RESOLVE =
      Operation.idempotent(
          "ops.secrets.v1.credential.resolve",
          ResolveCredential.class,
          CredentialMaterial.class,
          Access.services("workers"));

  /** Which grants a credential falls under. */
  public static final Operation<MatchObject, ObjectMatches> MATCH =
      Operation.idempotent(
          "ops.secrets.v1.grant.match",
          MatchObject.class,
          ObjectMatches.class,
          Access.services("users"));
}
