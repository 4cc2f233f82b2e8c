package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Assurance;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Operation;
import java.time.Duration;

/** Operations of the group {@code users}. */
public final class UserOperations {
  private UserOperations() {}

  public static final Operation<CreateUser, UserView> CREATE =
      Operation.once(
              "ops.users.v1.user.create",
              CreateUser.class,
              UserView.class,
              Access.permission("user:write"))
          .with(Assurance.FRESH);

  public static final Operation<IdRequest, UserView> GET =
      Operation.idempotent(
          "ops.users.v1.user.get", IdRequest.class, UserView.class, Access.permission("user:read"));

  public static final Operation<ListUsers, UserPage> LIST =
      Operation.idempotent(
          "ops.users.v1.user.list",
          ListUsers.class,
          UserPage.class,
          Access.permission("user:read"));

  /**
   * Refused with {@code last_admin} when nobody would be left who administers the organization, and
   * with {@code more_than_own} when it gives what the caller does not have.
   */
  public static final Operation<UpdateUser, UserView> UPDATE =
      Operation.once(
              "ops.users.v1.user.update",
              UpdateUser.class,
              UserView.class,
              Access.permission("user:write"))
          .with(Assurance.FRESH);

  /**
   * The same to several users, each as if it were the only one: who must not be changed is left,
   * and told of. {@code selection_changed} when it would be another number of users than expected,
   * {@code selection_too_large}, {@code unknown_role}, {@code unknown_team}.
   */
  public static final Operation<BulkUsers, BulkResult> BULK =
      Operation.once(
              "ops.users.v1.user.bulk",
              BulkUsers.class,
              BulkResult.class,
              Access.permission("user:write"))
          .with(Assurance.FRESH)
          .withTimeout(Duration.ofSeconds(60));

  /**
   * Removes a user: sessions, API tokens, second factors, grants and memberships go, what the user
   * did stays under the name. Refused with {@code own_user} for the caller's own, and as {@link
   * #UPDATE}.
   */
  public static final Operation<DeleteUser, Empty> DELETE =
      Operation.once(
              "ops.users.v1.user.delete",
              DeleteUser.class,
              Empty.class,
              Access.permission("user:write"))
          .with(Assurance.FRESH);

  /** Ends the user's sessions too, when it is another password than before. */
  public static final Operation<ResetPassword, Empty> RESET_PASSWORD =
      Operation.idempotent(
              "ops.users.v1.password.reset",
              ResetPassword.class,
              Empty.class,
              Access.permission("user:write"))
          .with(Assurance.FRESH);

  /**
   * Roles and permissions of a user or service account, for whoever signs contexts or shows acts.
   */
  public static final Operation<IdRequest, Principal> PRINCIPAL =
      Operation.idempotent(
          "ops.users.v1.principal.get",
          IdRequest.class,
          Principal.class,
          Access.services("auth", "audit", "schedules"));

  /** Those in whose name nothing is begun any more: disabled, or not there. */
  public static final Operation<PrincipalIds, PrincipalIds> ENDED_PRINCIPALS =
      Operation.idempotent(
              "ops.users.v1.principal.find-ended",
              PrincipalIds.class,
              PrincipalIds.class,
              Access.services("executions"))
          .withTimeout(Duration.ofSeconds(3));

  /**
   * Makes a user that an external directory vouches for, where that is asked, and gives and takes
   * what the directory gives; what was given by hand stays. {@code not_found} when there is no such
   * user and none is to be made, {@code username_taken}, {@code limit_reached}.
   */
  public static final Operation<ExternalUser, Principal> APPLY_EXTERNAL =
      Operation.idempotent(
          "ops.users.v1.external-user.apply",
          ExternalUser.class,
          Principal.class,
          Access.services("auth"));

  /** {@code forbidden} for another user without {@code grant:read}. */
  public static final Operation<ExplainAccess, Explanation> EXPLAIN =
      Operation.idempotent(
          "ops.users.v1.access.explain", ExplainAccess.class, Explanation.class, Access.anyUser());

  /** All that decides what a user or service account may do, for those who own objects. */
  public static final Operation<IdRequest, Entitlements> ENTITLEMENTS =
      Operation.idempotent(
          "ops.users.v1.entitlement.list",
          IdRequest.class,
          Entitlements.class,
          Access.services("targets", "jobs", "executions", "secrets", "schedules"));
}
