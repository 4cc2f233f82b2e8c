package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Operation;

/**
 * Operations of the group {@code users} on organizations. Their permissions are of the
 * installation: only the first organization's users have them.
 */
public final class OrganizationOperations {
  private static final Access READ = Access.permission("organization:read");
  private static final Access WRITE = Access.permission("organization:write");

  private OrganizationOperations() {}

  public static final Operation<OrganizationInput, OrganizationView> CREATE =
      Operation.once(
          "ops.users.v1.organization.create",
          OrganizationInput.class,
          OrganizationView.class,
          WRITE);

  public static final Operation<IdRequest, OrganizationView> GET =
      Operation.idempotent(
          "ops.users.v1.organization.get", IdRequest.class, OrganizationView.class, READ);

  /** In the order of their making. */
  public static final Operation<ListOrganizations, OrganizationPage> LIST =
      Operation.idempotent(
          "ops.users.v1.organization.list", ListOrganizations.class, OrganizationPage.class, READ);

  public static final Operation<UpdateOrganization, OrganizationView> UPDATE =
      Operation.once(
          "ops.users.v1.organization.update",
          UpdateOrganization.class,
          OrganizationView.class,
          WRITE);

  /** For whoever makes something that is limited. */
  public static final Operation<IdRequest, OrganizationLimits> LIMITS =
      Operation.idempotent(
          "ops.users.v1.organization-limit.get",
          IdRequest.class,
          OrganizationLimits.class,
          Access.services("targets", "jobs", "executions"));
}
