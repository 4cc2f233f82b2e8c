package io.opsconductor.contracts.targets;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.secrets.LeaseGrant;
import io.opsconductor.contracts.secrets.LeaseRef;
import io.opsconductor.contracts.users.MatchObject;
import io.opsconductor.contracts.users.ObjectMatches;
import java.time.Duration;

/** Operations of the group {@code targets}. */
public final class TargetOperations {
  private static final Access READ = Access.permission("target:read");
  private static final Access WRITE = Access.permission("target:write");

  private TargetOperations() {}

  public static final Operation<TargetInput, TargetView> CREATE =
      Operation.once("ops.targets.v1.target.create", TargetInput.class, TargetView.class, WRITE);

  public static final Operation<IdRequest, TargetView> GET =
      Operation.idempotent("ops.targets.v1.target.get", IdRequest.class, TargetView.class, READ);

  public static final Operation<ListTargets, TargetPage> LIST =
      Operation.idempotent("ops.targets.v1.target.list", ListTargets.class, TargetPage.class, READ);

  public static final Operation<UpdateTarget, TargetView> UPDATE =
      Operation.idempotent(
          "ops.targets.v1.target.update", UpdateTarget.class, TargetView.class, WRITE);

  /**
   * Refused with {@code target_in_use}, naming where, while a job names it or an execution runs on
   * it.
   */
  public static final Operation<IdRequest, Empty> DELETE =
      Operation.once("ops.targets.v1.target.delete", IdRequest.class, Empty.class, WRITE);

  /**
   * Connects, signs in and hangs up. The answer says how that went; it is an error only when no
   * worker could try.
   */
  public static final Operation<IdRequest, ConnectionTestResult> TEST =
      Operation.idempotent(
              "ops.targets.v1.target.test",
              IdRequest.class,
              ConnectionTestResult.class,
              Access.permission("target:test"))
          .withTimeout(Duration.ofSeconds(30));

  public static final Operation<SetHostKey, TargetView> SET_HOST_KEY =
      Operation.idempotent(
          "ops.targets.v1.host-key.set", SetHostKey.class, TargetView.class, WRITE);

  public static final Operation<ObserveHostKey, HostKeyVerdict> OBSERVE_HOST_KEY =
      Operation.idempotent(
          "ops.targets.v1.host-key.observe",
          ObserveHostKey.class,
          HostKeyVerdict.class,
          Access.services("workers"));

  public static final Operation<ResolveTargets, ResolvedTargets> RESOLVE =
      Operation.idempotent(
          "ops.targets.v1.target.resolve", ResolveTargets.class, ResolvedTargets.class, READ);

  public static final Operation<SelectorCheck, Empty> CHECK_SELECTOR =
      Operation.idempotent("ops.targets.v1.selector.check", SelectorCheck.class, Empty.class, READ);

  public static final Operation<GetConnections, Connections> CONNECTIONS =
      Operation.idempotent(
          "ops.targets.v1.connection.list",
          GetConnections.class,
          Connections.class,
          Access.services("executions"));

  /** Which targets use a credential. */
  public static final Operation<IdRequest, Uses> CREDENTIAL_USES =
      Operation.idempotent(
          "ops.targets.v1.credential-use.list",
          IdRequest.class,
          Uses.class,
          Access.services("secrets"));

  /** Confirms a lease of a connection test. */
  public static final Operation<LeaseRef, LeaseGrant> VERIFY_LEASE =
      Operation.idempotent(
          "ops.targets.v1.lease.verify",
          LeaseRef.class,
          LeaseGrant.class,
          Access.services("secrets"));

  /** Which grants a target falls under. */
  public static final Operation<MatchObject, ObjectMatches> MATCH =
      Operation.idempotent(
          "ops.targets.v1.grant.match",
          MatchObject.class,
          ObjectMatches.class,
          Access.services("users"));
}
