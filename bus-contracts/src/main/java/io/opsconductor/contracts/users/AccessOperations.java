package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Assurance;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.VersionedId;

/** Operations of the group {@code users} on roles, teams and grants. */
public final class AccessOperations {
  private static final Access READ_ROLES = Access.permission("role:read");
  private static final Access WRITE_ROLES = Access.permission("role:write");
  private static final Access READ_TEAMS = Access.permission("team:read");
  private static final Access WRITE_TEAMS = Access.permission("team:write");
  private static final Access READ_GRANTS = Access.permission("grant:read");
  private static final Access WRITE_GRANTS = Access.permission("grant:write");

  private AccessOperations() {}

  /** Refused with {@code more_than_own} when it permits what the caller may not. */
  public static final Operation<RoleInput, RoleView> CREATE_ROLE =
      Operation.once("ops.users.v1.role.create", RoleInput.class, RoleView.class, WRITE_ROLES)
          .with(Assurance.FRESH);

  public static final Operation<IdRequest, RoleView> GET_ROLE =
      Operation.idempotent("ops.users.v1.role.get", IdRequest.class, RoleView.class, READ_ROLES);

  /** By name, those that are built in too. */
  public static final Operation<ListRoles, RolePage> LIST_ROLES =
      Operation.idempotent("ops.users.v1.role.list", ListRoles.class, RolePage.class, READ_ROLES);

  public static final Operation<UpdateRole, RoleView> UPDATE_ROLE =
      Operation.once("ops.users.v1.role.update", UpdateRole.class, RoleView.class, WRITE_ROLES)
          .with(Assurance.FRESH);

  /** Refused with {@code role_in_use} while a user or a grant names it. */
  public static final Operation<VersionedId, Empty> DELETE_ROLE =
      Operation.once("ops.users.v1.role.delete", VersionedId.class, Empty.class, WRITE_ROLES)
          .with(Assurance.FRESH);

  public static final Operation<TeamInput, TeamView> CREATE_TEAM =
      Operation.once("ops.users.v1.team.create", TeamInput.class, TeamView.class, WRITE_TEAMS)
          .with(Assurance.FRESH);

  public static final Operation<IdRequest, TeamView> GET_TEAM =
      Operation.idempotent("ops.users.v1.team.get", IdRequest.class, TeamView.class, READ_TEAMS);

  /** By name. */
  public static final Operation<ListTeams, TeamPage> LIST_TEAMS =
      Operation.idempotent("ops.users.v1.team.list", ListTeams.class, TeamPage.class, READ_TEAMS);

  public static final Operation<UpdateTeam, TeamView> UPDATE_TEAM =
      Operation.once("ops.users.v1.team.update", UpdateTeam.class, TeamView.class, WRITE_TEAMS)
          .with(Assurance.FRESH);

  /** With its grants. */
  public static final Operation<VersionedId, Empty> DELETE_TEAM =
      Operation.once("ops.users.v1.team.delete", VersionedId.class, Empty.class, WRITE_TEAMS)
          .with(Assurance.FRESH);

  public static final Operation<ListMembers, UserPage> LIST_MEMBERS =
      Operation.idempotent(
          "ops.users.v1.team-member.list", ListMembers.class, UserPage.class, READ_TEAMS);

  /** Of one who is a member already nothing changes. */
  public static final Operation<TeamMember, Empty> ADD_MEMBER =
      Operation.idempotent(
              "ops.users.v1.team-member.add", TeamMember.class, Empty.class, WRITE_TEAMS)
          .with(Assurance.FRESH);

  public static final Operation<TeamMember, Empty> REMOVE_MEMBER =
      Operation.once("ops.users.v1.team-member.remove", TeamMember.class, Empty.class, WRITE_TEAMS)
          .with(Assurance.FRESH);

  /** Refused with {@code more_than_own} when it allows what the caller may not everywhere. */
  public static final Operation<GrantInput, GrantView> CREATE_GRANT =
      Operation.once("ops.users.v1.grant.create", GrantInput.class, GrantView.class, WRITE_GRANTS)
          .with(Assurance.FRESH);

  public static final Operation<IdRequest, GrantView> GET_GRANT =
      Operation.idempotent("ops.users.v1.grant.get", IdRequest.class, GrantView.class, READ_GRANTS);

  public static final Operation<ListGrants, GrantPage> LIST_GRANTS =
      Operation.idempotent(
          "ops.users.v1.grant.list", ListGrants.class, GrantPage.class, READ_GRANTS);

  public static final Operation<IdRequest, Empty> DELETE_GRANT =
      Operation.once("ops.users.v1.grant.delete", IdRequest.class, Empty.class, WRITE_GRANTS)
          .with(Assurance.FRESH);
}
