package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.Hint;
import io.opsconductor.contracts.Operation;

/** Operations of the group {@code auth}. */
public final class AuthOperations {
  private AuthOperations() {}

  public static final Operation<LoginRequest, TokenPair> LOGIN =
      Operation.once(
          "ops.auth.v1.session.login",
          LoginRequest.class,
          TokenPair.class,
          Access.services("gateway"));

  /** Rotates: the old refresh token is used up. Using it again ends the session. */
  public static final Operation<RefreshRequest, TokenPair> REFRESH =
      Operation.once(
          "ops.auth.v1.session.refresh",
          RefreshRequest.class,
          TokenPair.class,
          Access.services("gateway"));

  /** Ends the caller's session. */
  public static final Operation<Empty, Empty> LOGOUT =
      Operation.idempotent(
          "ops.auth.v1.session.logout", Empty.class, Empty.class, Access.anyUser());

  /**
   * Refused with {@code unauthenticated} once the session has ended or the user may no longer sign
   * in.
   */
  public static final Operation<IssueContext, IssuedContext> ISSUE_CONTEXT =
      Operation.idempotent(
          "ops.auth.v1.context.issue",
          IssueContext.class,
          IssuedContext.class,
          Access.services("gateway"));

  public static final Operation<SetPassword, Empty> SET_PASSWORD =
      Operation.idempotent(
          "ops.auth.v1.password.set", SetPassword.class, Empty.class, Access.services("users"));

  /**
   * Makes a service's key known. The one operation, with {@link #LIST_KEYS}, that is served without
   * a caller context, because contexts begin here: whoever is on the bus is trusted to be a
   * service.
   */
  public static final Operation<ServiceKey, Empty> ANNOUNCE_KEY =
      Operation.idempotent(
          "ops.auth.v1.key.announce", ServiceKey.class, Empty.class, Access.anyMember());

  public static final Operation<Empty, KeySet> LIST_KEYS =
      Operation.idempotent("ops.auth.v1.key.list", Empty.class, KeySet.class, Access.anyMember());

  /** For whoever keeps contexts of sessions; without it they end within their lifetime. */
  public static final Hint<SessionEnded> SESSION_ENDED =
      new Hint<>("ops.auth.v1.session.ended", SessionEnded.class);
}
