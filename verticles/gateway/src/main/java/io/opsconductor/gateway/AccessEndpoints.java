package io.opsconductor.gateway;

import static io.opsconductor.gateway.Render.json;
import static io.opsconductor.gateway.Render.located;
import static io.opsconductor.gateway.Render.nothing;
import static io.opsconductor.gateway.Render.versioned;

import io.opsconductor.contracts.VersionedId;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.users.AccessOperations;
import io.opsconductor.contracts.users.DeleteUser;
import io.opsconductor.contracts.users.ExplainAccess;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.ListGrants;
import io.opsconductor.contracts.users.ListMembers;
import io.opsconductor.contracts.users.ListOrganizations;
import io.opsconductor.contracts.users.ListRoles;
import io.opsconductor.contracts.users.ListTeams;
import io.opsconductor.contracts.users.ListUsers;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.contracts.users.OrganizationLimits;
import io.opsconductor.contracts.users.OrganizationOperations;
import io.opsconductor.contracts.users.TeamMember;
import io.opsconductor.contracts.users.UpdateOrganization;
import io.opsconductor.contracts.users.UpdateRole;
import io.opsconductor.contracts.users.UpdateTeam;
import io.opsconductor.contracts.users.UpdateUser;
import io.opsconductor.contracts.users.UserOperations;
import java.util.List;
import java.util.UUID;

/** Who may do what: users, roles, teams and grants. */
final class AccessEndpoints {
  private static final String API = "/api/v1";

  /** Body of a change of a user. */
  private record UserChange(
      List<String> roles, String email, Boolean enabled, Boolean cancelRunning) {}

  /** Body of a change of a role. */
  private record RoleChange(String description, List<String> permissions) {}

  /** Body of a change of a team. */
  private record TeamChange(String name, String description) {}

  /** Body of a change of an organization. */
  private record OrganizationChange(String name, OrganizationLimits limits) {}

  private AccessEndpoints() {}

  static void addTo(Endpoints endpoints) {
    endpoints.writes("createUser", UserOperations.CREATE, versioned(located(201, API + "/users/")));
    endpoints.byId("getUser", UserOperations.GET, versioned(json(200)));
    endpoints.reads("listUsers", UserOperations.LIST, AccessEndpoints::listUsers);
    endpoints.call(
        "updateUser", UserOperations.UPDATE, AccessEndpoints::updateUser, versioned(json(200)));
    endpoints.call(
        "deleteUser",
        UserOperations.DELETE,
        x -> new DeleteUser(x.id(), IfMatch.version(x)),
        nothing());
    endpoints.writes("changeUsers", UserOperations.BULK, json(200));
    endpoints.reads("explainAccess", UserOperations.EXPLAIN, AccessEndpoints::explain);
    roles(endpoints);
    organizations(endpoints);
    teams(endpoints);
    endpoints.writes("createGrant", AccessOperations.CREATE_GRANT, located(201, API + "/grants/"));
    endpoints.byId("getGrant", AccessOperations.GET_GRANT, json(200));
    endpoints.byId("deleteGrant", AccessOperations.DELETE_GRANT, nothing());
    endpoints.reads(
        "listGrants",
        AccessOperations.LIST_GRANTS,
        x ->
            new ListGrants(
                x.page(),
                x.queryId("subject"),
                x.query("role"),
                WireNamed.of(GrantEffect.class, x.query("effect")),
                WireNamed.of(ObjectType.class, x.query("objectType"))));
  }

  private static void roles(Endpoints endpoints) {
    endpoints.writes(
        "createRole", AccessOperations.CREATE_ROLE, versioned(located(201, API + "/roles/")));
    endpoints.byId("getRole", AccessOperations.GET_ROLE, versioned(json(200)));
    endpoints.reads(
        "listRoles",
        AccessOperations.LIST_ROLES,
        x ->
            new ListRoles(
                x.queryInt("limit"),
                x.query("cursor"),
                x.query("name"),
                x.query("permission"),
                x.queryBoolean("builtIn")));
    endpoints.call(
        "updateRole",
        AccessOperations.UPDATE_ROLE,
        AccessEndpoints::updateRole,
        versioned(json(200)));
    endpoints.call(
        "deleteRole", AccessOperations.DELETE_ROLE, AccessEndpoints::versionedId, nothing());
  }

  private static void organizations(Endpoints endpoints) {
    endpoints.writes(
        "createOrganization",
        OrganizationOperations.CREATE,
        versioned(located(201, API + "/organizations/")));
    endpoints.byId("getOrganization", OrganizationOperations.GET, versioned(json(200)));
    endpoints.reads(
        "listOrganizations",
        OrganizationOperations.LIST,
        x -> new ListOrganizations(x.queryInt("limit"), x.query("cursor"), x.query("name")));
    endpoints.call(
        "updateOrganization",
        OrganizationOperations.UPDATE,
        AccessEndpoints::updateOrganization,
        versioned(json(200)));
  }

  private static void teams(Endpoints endpoints) {
    endpoints.writes(
        "createTeam", AccessOperations.CREATE_TEAM, versioned(located(201, API + "/teams/")));
    endpoints.byId("getTeam", AccessOperations.GET_TEAM, versioned(json(200)));
    endpoints.reads(
        "listTeams",
        AccessOperations.LIST_TEAMS,
        x ->
            new ListTeams(
                x.queryInt("limit"), x.query("cursor"), x.query("name"), x.queryId("member")));
    endpoints.call(
        "updateTeam",
        AccessOperations.UPDATE_TEAM,
        AccessEndpoints::updateTeam,
        versioned(json(200)));
    endpoints.call(
        "deleteTeam", AccessOperations.DELETE_TEAM, AccessEndpoints::versionedId, nothing());
    endpoints.reads(
        "listTeamMembers", AccessOperations.LIST_MEMBERS, x -> new ListMembers(x.id(), x.page()));
    endpoints.call(
        "addTeamMember", AccessOperations.ADD_MEMBER, AccessEndpoints::member, nothing());
    endpoints.call(
        "removeTeamMember", AccessOperations.REMOVE_MEMBER, AccessEndpoints::member, nothing());
  }

  private static ListUsers listUsers(Exchange x) {
    return new ListUsers(
        x.queryInt("limit"),
        x.query("cursor"),
        x.query("username"),
        x.query("role"),
        x.queryBoolean("enabled"),
        x.queryId("team"),
        x.query("q"));
  }

  /** What is deleted may be named by its version, and need not. */
  static VersionedId versionedId(Exchange x) {
    return new VersionedId(x.id(), IfMatch.optionalVersion(x));
  }

  private static UpdateUser updateUser(Exchange x) {
    Integer version = IfMatch.version(x);
    UserChange given = x.body(UserChange.class);
    return new UpdateUser(
        x.id(), given.roles, given.email, given.enabled, version, given.cancelRunning);
  }

  private static UpdateRole updateRole(Exchange x) {
    Integer version = IfMatch.version(x);
    RoleChange given = x.body(RoleChange.class);
    return new UpdateRole(x.id(), given.description, given.permissions, version);
  }

  private static UpdateTeam updateTeam(Exchange x) {
    Integer version = IfMatch.version(x);
    TeamChange given = x.body(TeamChange.class);
    return new UpdateTeam(x.id(), given.name, given.description, version);
  }

  /** The object is a type, a colon and an id. */
  private static ExplainAccess explain(Exchange x) {
    String object = x.query("object");
    UUID user = x.queryId("user");
    UUID token = x.queryId("token");
    if (object == null) {
      return new ExplainAccess(user, token, x.query("permission"), null, null);
    }
    int colon = object.indexOf(':');
    return new ExplainAccess(
        user,
        token,
        x.query("permission"),
        WireNamed.of(ObjectType.class, object.substring(0, colon)),
        UUID.fromString(object.substring(colon + 1)));
  }

  private static UpdateOrganization updateOrganization(Exchange x) {
    Integer version = IfMatch.version(x);
    OrganizationChange given = x.body(OrganizationChange.class);
    return new UpdateOrganization(x.id(), given.name, given.limits, version);
  }

  private static TeamMember member(Exchange x) {
    return new TeamMember(x.id(), UUID.fromString(x.path("userId")));
  }
}
