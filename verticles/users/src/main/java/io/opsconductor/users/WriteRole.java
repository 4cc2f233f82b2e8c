package io.opsconductor.users;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.VersionedId;
import io.opsconductor.contracts.users.RoleInput;
import io.opsconductor.contracts.users.RoleView;
import io.opsconductor.contracts.users.UpdateRole;
import io.opsconductor.platform.access.NoMoreThanOwn;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Turns;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes, changes and removes roles of the organization's own. */
final class WriteRole {
  private final Db db;
  private final Outbox outbox;

  WriteRole(Db db, Outbox outbox) {
    this.db = db;
    this.outbox = outbox;
  }

  RoleView create(RoleInput request, Call call) {
    List<String> permissions = checked(request.permissions(), call);
    if (Role.find(request.name()).isPresent()) {
      throw taken(request.name());
    }
    UUID id = Ids.next();
    try {
      return db.transaction(
          tx -> {
            Turns.take(tx, "roles", call.organizationId());
            RoleStore.add(tx, call.organizationId(), id, request, permissions);
            if (RoleStore.all(tx, call.organizationId(), ShowRoles.MAX + 1).size()
                > ShowRoles.MAX) {
              throw new OpsException(
                  ErrorCode.LIMIT_REACHED, "There are at most " + ShowRoles.MAX + " roles");
            }
            RoleView made = RoleStore.find(tx, call.organizationId(), id).orElseThrow();
            tell(tx, call, "role.created", made, Change.made(facts(made)));
            return made;
          });
    } catch (RuntimeException e) {
      throw DatabaseErrors.violatedUnique(e).isPresent() ? taken(request.name()) : e;
    }
  }

  RoleView update(UpdateRole request, Call call) {
    refuseBuiltIn(request.id());
    List<String> given =
        request.permissions() == null ? null : checked(request.permissions(), call);
    return db.transaction(tx -> update(tx, request, given, call));
  }

  private RoleView update(Tx tx, UpdateRole request, List<String> given, Call call) {
    UUID organizationId = call.organizationId();
    RoleView before = lock(tx, request.id(), call);
    Versions.require(request.expectedVersion(), before.version(), "role");
    NoMoreThanOwn.require(call.user(), before.permissions());
    if (given != null && !given.equals(before.permissions())) {
      Denials.requireOwnToChange(tx, call, before.name());
    }
    String description =
        request.description() == null ? before.description() : request.description();
    List<String> permissions = given == null ? before.permissions() : given;
    RoleStore.update(tx, organizationId, request.id(), description, permissions);
    RoleView after = RoleStore.find(tx, organizationId, request.id()).orElseThrow();
    tell(tx, call, "role.updated", after, Change.of(facts(before), facts(after)));
    return after;
  }

  Empty delete(VersionedId request, Call call) {
    refuseBuiltIn(request.id());
    return db.transaction(
        tx -> {
          RoleView role = lock(tx, request.id(), call);
          Versions.require(request.expectedVersion(), role.version(), "role");
          List<String> uses = RoleStore.uses(tx, call.organizationId(), role.name());
          if (!uses.isEmpty()) {
            throw new OpsException(
                ErrorCode.ROLE_IN_USE,
                "The role " + role.name() + " is used by " + String.join(", ", uses));
          }
          RoleStore.delete(tx, call.organizationId(), request.id());
          tell(tx, call, "role.deleted", role, Change.removed(facts(role)));
          return Empty.INSTANCE;
        });
  }

  private static RoleView lock(Tx tx, UUID id, Call call) {
    return RoleStore.lock(tx, call.organizationId(), id).orElseThrow(() -> ShowRoles.unknown(id));
  }

  private static void refuseBuiltIn(UUID id) {
    if (Role.find(id).isPresent()) {
      throw new OpsException(
          ErrorCode.ROLE_BUILT_IN,
          "A role that is built in cannot be changed; make one of your own");
    }
  }

  private static List<String> checked(List<String> permissions, Call call) {
    for (int i = 0; i < permissions.size(); i++) {
      Permissions.requireKnown(permissions.get(i), "/permissions/" + i);
    }
    NoMoreThanOwn.require(call.user(), permissions);
    return permissions.stream().distinct().sorted().toList();
  }

  private void tell(Tx tx, Call call, String event, RoleView role, Change change) {
    outbox.add(tx, call, event, "role", role.id(), change.with("name", role.name()).data());
  }

  private static Map<String, Object> facts(RoleView role) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("name", role.name());
    facts.put("description", role.description());
    facts.put("permissions", role.permissions());
    return facts;
  }

  private static OpsException taken(String name) {
    return new OpsException(
        ErrorCode.ROLE_NAME_TAKEN, "There is a role named " + name + " already");
  }
}
