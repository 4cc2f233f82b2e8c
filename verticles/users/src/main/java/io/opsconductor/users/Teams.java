package io.opsconductor.users;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.VersionedId;
import io.opsconductor.contracts.users.ListMembers;
import io.opsconductor.contracts.users.ListTeams;
import io.opsconductor.contracts.users.TeamInput;
import io.opsconductor.contracts.users.TeamPage;
import io.opsconductor.contracts.users.TeamView;
import io.opsconductor.contracts.users.UpdateTeam;
import io.opsconductor.contracts.users.UserPage;
import io.opsconductor.platform.access.NoMoreThanOwn;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Teams by themselves; who is in them is with {@link TeamMembers}. */
final class Teams {
  private final Db db;
  private final UserStore users;
  private final Outbox outbox;

  Teams(Db db, UserStore users, Outbox outbox) {
    this.db = db;
    this.users = users;
    this.outbox = outbox;
  }

  TeamView create(TeamInput request, Call call) {
    UUID id = Ids.next();
    return unique(
        request.name(),
        () ->
            db.transaction(
                tx -> {
                  TeamStore.add(tx, call.organizationId(), id, request);
                  TeamView made = TeamStore.find(tx, call.organizationId(), id).orElseThrow();
                  tell(tx, call, "team.created", made, Change.made(facts(made)));
                  return made;
                }));
  }

  TeamView get(IdRequest request, Call call) {
    return TeamStore.find(db, call.organizationId(), request.id())
        .orElseThrow(() -> unknown(request.id()));
  }

  TeamPage list(ListTeams request, Call call) {
    PageRequest page = request.page();
    Cursor.Part<TeamView> part =
        Cursor.cut(
            TeamStore.list(db, call.organizationId(), Cursor.text(page.cursor()), request),
            page.limit(),
            TeamView::name);
    return new TeamPage(part.items(), part.next());
  }

  UserPage members(ListMembers request, Call call) {
    get(new IdRequest(request.teamId()), call);
    PageRequest page = request.page();
    Cursor.Part<UserRow> part =
        Cursor.cut(
            users.members(
                call.organizationId(),
                request.teamId(),
                Cursor.id(page.cursor()),
                page.limit() + 1),
            page.limit(),
            UserRow::id);
    return new UserPage(part.items().stream().map(UserRow::toView).toList(), part.next());
  }

  TeamView update(UpdateTeam request, Call call) {
    return unique(
        request.name(),
        () ->
            db.transaction(
                tx -> {
                  UUID organizationId = call.organizationId();
                  UUID id = request.id();
                  TeamView before =
                      TeamStore.lock(tx, organizationId, id).orElseThrow(() -> unknown(id));
                  Versions.require(request.expectedVersion(), before.version(), "team");
                  String name = request.name() == null ? before.name() : request.name();
                  TeamStore.update(
                      tx,
                      organizationId,
                      id,
                      name,
                      request.description() == null ? before.description() : request.description());
                  TeamView after = TeamStore.find(tx, organizationId, id).orElseThrow();
                  Change change = Change.of(facts(before), facts(after));
                  tell(tx, call, "team.updated", after, change);
                  return after;
                }));
  }

  Empty delete(VersionedId request, Call call) {
    UUID organizationId = call.organizationId();
    return db.transaction(
        tx -> {
          TeamView team =
              TeamStore.lock(tx, organizationId, request.id())
                  .orElseThrow(() -> unknown(request.id()));
          Versions.require(request.expectedVersion(), team.version(), "team");
          NoMoreThanOwn.require(
              call.user(),
              GivenRoles.permissions(
                  tx, organizationId, TeamStore.roles(tx, organizationId, request.id())));
          requireOwnsNothing(tx, organizationId, team);
          TeamStore.delete(tx, organizationId, request.id());
          tell(tx, call, "team.deleted", team, Change.removed(facts(team)));
          return Empty.INSTANCE;
        });
  }

  private void tell(Tx tx, Call call, String event, TeamView team, Change change) {
    outbox.add(tx, call, event, "team", team.id(), change.with("name", team.name()).data());
  }

  private static Map<String, Object> facts(TeamView team) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("name", team.name());
    facts.put("description", team.description());
    return facts;
  }

  private static void requireOwnsNothing(Tx tx, UUID organizationId, TeamView team) {
    List<String> owned = ServiceAccountStore.ofTeam(tx, organizationId, team.id());
    if (!owned.isEmpty()) {
      throw new OpsException(
          ErrorCode.TEAM_OWNS_ACCOUNTS,
          "The team %s owns service accounts: %s; delete them or give them to another team first"
              .formatted(team.name(), String.join(", ", owned)));
    }
  }

  static OpsException unknown(UUID id) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no team " + id);
  }

  private static TeamView unique(String name, Supplier<TeamView> write) {
    return DatabaseErrors.orTaken(
        write,
        () ->
            new OpsException(
                ErrorCode.TEAM_NAME_TAKEN, "There is a team named " + name + " already"));
  }
}
