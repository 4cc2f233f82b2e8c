package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.PageRequest;

/** Operations of the group {@code users}. */
public final class UserOperations {
  private UserOperations() {}

  public static final Operation<CreateUser, UserView> CREATE =
      Operation.once(
          "ops.users.v1.user.create",
          CreateUser.class,
          UserView.class,
          Access.permission("user:write"));

  public static final Operation<IdRequest, UserView> GET =
      Operation.idempotent(
          "ops.users.v1.user.get", IdRequest.class, UserView.class, Access.permission("user:read"));

  public static final Operation<PageRequest, UserPage> LIST =
      Operation.idempotent(
          "ops.users.v1.user.list",
          PageRequest.class,
          UserPage.class,
          Access.permission("user:read"));

  /** Ends the user's sessions too, when it is another password than before. */
  public static final Operation<ResetPassword, Empty> RESET_PASSWORD =
      Operation.idempotent(
          "ops.users.v1.password.reset",
          ResetPassword.class,
          Empty.class,
          Access.permission("user:write"));

  /** Roles and permissions of a user, for whoever signs contexts. */
  public static final Operation<IdRequest, Principal> PRINCIPAL =
      Operation.idempotent(
          "ops.users.v1.principal.get", IdRequest.class, Principal.class, Access.services("auth"));
}
