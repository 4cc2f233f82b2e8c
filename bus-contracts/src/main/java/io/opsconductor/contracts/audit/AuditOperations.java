package io.opsconductor.contracts.audit;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.Operation;

/** Operations of the group {@code audit}. */
public final class AuditOperations {
  private AuditOperations() {}

  /** The answer means that all are committed. */
  public static final Operation<AppendEvents, Empty> APPEND =
      Operation.idempotent(
          "ops.audit.v1.event.append",
          AppendEvents.class,
          Empty.class,
          Access.services(
              "auth", "users", "secrets", "targets", "jobs", "executions", "schedules", "audit"));

  /**
   * What one did oneself, for everybody in a session of their own; what others did, with an API
   * token, and what was refused: {@code forbidden} without {@code audit:read}.
   */
  public static final Operation<ListActivity, EventPage> ACTIVITY =
      Operation.idempotent(
          "ops.audit.v1.activity.list", ListActivity.class, EventPage.class, Access.anyUser());

  /** What somebody did, {@code not_found} when nobody of the organization is or was that user. */
  public static final Operation<ListActivity, EventPage> USER_ACTIVITY =
      Operation.idempotent(
          "ops.audit.v1.user-activity.list",
          ListActivity.class,
          EventPage.class,
          Access.permission("audit:read"));

  public static final Operation<ListEvents, EventPage> LIST =
      Operation.idempotent(
          "ops.audit.v1.event.list",
          ListEvents.class,
          EventPage.class,
          Access.permission("audit:read"));
}
