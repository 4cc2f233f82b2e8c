package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.BulkUsers;
import io.opsconductor.contracts.users.TeamMember;
import io.opsconductor.contracts.users.UpdateUser;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Tx;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What each action does to one user: what the operation on one user does. */
final class BulkSteps {
  private static final String OF_TEAMS = "team:write";

  private final ChangeUser users;
  private final TeamMembers members;

  BulkSteps(ChangeUser users, TeamMembers members) {
    this.users = users;
    this.members = members;
  }

  void requireAllowed(BulkUsers request, Call call) {
    if (request.action().takesTeam() && !call.user().mayEverywhere(OF_TEAMS)) {
      throw new OpsException(ErrorCode.FORBIDDEN, "This needs the permission " + OF_TEAMS);
    }
  }

  /** That there is the role, or the team; what every user would be refused for is said once. */
  void requireKnown(Tx tx, BulkUsers request, Call call) {
    UUID organizationId = call.organizationId();
    if (request.role() != null) {
      GivenRoles.require(tx, organizationId, List.of(request.role()), "/role");
    }
    if (request.teamId() != null
        && TeamStore.lock(tx, organizationId, request.teamId()).isEmpty()) {
      String detail = "There is no team " + request.teamId();
      throw new OpsException(
          ErrorCode.UNKNOWN_TEAM, detail, List.of(new FieldError("/teamId", detail)));
    }
  }

  /**
   * Whether it changed anything.
   *
   * @throws OpsException as the operation on this user alone
   */
  boolean change(Tx tx, UserRow user, BulkUsers request, Call call) {
    return switch (request.action()) {
      case ENABLE -> setEnabled(tx, user, true, call);
      case DISABLE -> {
        requireOther(user, call);
        yield setEnabled(tx, user, false, call);
      }
      case ADD_ROLE -> {
        TreeSet<String> roles = new TreeSet<>(user.roles());
        yield roles.add(request.role()) && setRoles(tx, user, roles, call);
      }
      case REMOVE_ROLE -> {
        requireOther(user, call);
        TreeSet<String> roles = new TreeSet<>(user.roles());
        yield roles.remove(request.role()) && setRoles(tx, user, roles, call);
      }
      case ADD_TO_TEAM -> members.add(tx, member(user, request), call);
      case REMOVE_FROM_TEAM -> {
        requireOther(user, call);
        yield TeamStore.isMember(tx, user.organizationId(), request.teamId(), user.id())
            && members.remove(tx, member(user, request), call);
      }
    };
  }

  private boolean setEnabled(Tx tx, UserRow user, boolean enabled, Call call) {
    if (user.enabled() == enabled) {
      return false;
    }
    users.change(tx, new UpdateUser(user.id(), null, null, enabled, null), call);
    return true;
  }

  private boolean setRoles(Tx tx, UserRow user, Set<String> roles, Call call) {
    users.change(tx, new UpdateUser(user.id(), List.copyOf(roles), null, null, null), call);
    return true;
  }

  private static TeamMember member(UserRow user, BulkUsers request) {
    return new TeamMember(request.teamId(), user.id());
  }

  private static void requireOther(UserRow user, Call call) {
    if (user.id().equals(call.user().id())) {
      throw new OpsException(
          ErrorCode.OWN_USER, "With several users nobody takes anything from themselves");
    }
  }
}
