package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Assurance;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.VersionedId;

/**
 * Operations of the group {@code users} on service accounts. Whoever may write service accounts
 * writes those of the teams that they are in, and with {@code team:write} those of all teams; of
 * others it is {@code forbidden}.
 */
public final class ServiceAccountOperations {
  private static final Access READ = Access.permission("service-account:read");
  private static final Access WRITE = Access.permission("service-account:write");

  private ServiceAccountOperations() {}

  /**
   * Refused with {@code more_than_own} for roles that permit what the caller may not, and with
   * {@code service_account_name_taken}, {@code unknown_team} or {@code limit_reached}.
   */
  public static final Operation<ServiceAccountInput, ServiceAccountView> CREATE =
      Operation.once(
              "ops.users.v1.service-account.create",
              ServiceAccountInput.class,
              ServiceAccountView.class,
              WRITE)
          .with(Assurance.FRESH);

  public static final Operation<IdRequest, ServiceAccountView> GET =
      Operation.idempotent(
          "ops.users.v1.service-account.get", IdRequest.class, ServiceAccountView.class, READ);

  public static final Operation<ListServiceAccounts, ServiceAccountPage> LIST =
      Operation.idempotent(
          "ops.users.v1.service-account.list",
          ListServiceAccounts.class,
          ServiceAccountPage.class,
          READ);

  /**
   * Other roles, and to enable it again, are refused with {@code more_than_own} when it may then do
   * what the caller may not.
   */
  public static final Operation<UpdateServiceAccount, ServiceAccountView> UPDATE =
      Operation.once(
              "ops.users.v1.service-account.update",
              UpdateServiceAccount.class,
              ServiceAccountView.class,
              WRITE)
          .with(Assurance.FRESH);

  /** With its grants and its API tokens. */
  public static final Operation<VersionedId, Empty> DELETE =
      Operation.once("ops.users.v1.service-account.delete", VersionedId.class, Empty.class, WRITE)
          .with(Assurance.FRESH);

  /**
   * Whether the caller may have such a token made: {@code not_found}, {@code forbidden}, or {@code
   * more_than_own} when it would do what the caller may not do everywhere.
   */
  public static final Operation<EntrustServiceAccount, ServiceAccountView> ENTRUST =
      Operation.idempotent(
          "ops.users.v1.service-account.entrust",
          EntrustServiceAccount.class,
          ServiceAccountView.class,
          WRITE);
}
