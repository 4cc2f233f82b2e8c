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
          Access.services("auth", "users", "secrets", "targets", "jobs", "executions", "audit"));

  public static final Operation<ListEvents, EventPage> LIST =
      Operation.idempotent(
          "ops.audit.v1.event.list",
          ListEvents.class,
          EventPage.class,
          Access.permission("audit:read"));
}
