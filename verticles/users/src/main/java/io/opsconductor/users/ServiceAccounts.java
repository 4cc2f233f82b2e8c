package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.users.ListServiceAccounts;
import io.opsconductor.contracts.users.ServiceAccountInput;
import io.opsconductor.contracts.users.ServiceAccountPage;
import io.opsconductor.contracts.users.ServiceAccountView;
import io.opsconductor.contracts.users.UpdateServiceAccount;
import io.opsconductor.platform.access.NoMoreThanOwn;
import io.opsconductor.platform.access.OrganizationQuota;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes, shows and changes service accounts. An account has what it was given itself, and nothing
 * of its team: the team only says who manages it.
 */
final class ServiceAccounts {
  private final Db db;
  private final StopRuns runs;
  private final Outbox outbox;

  ServiceAccounts(Db db, StopRuns runs, Outbox outbox) {
    this.db = db;
    this.runs = runs;
    this.outbox = outbox;
  }

  ServiceAccountView create(ServiceAccountInput request, Call call) {
    UUID organizationId = call.organizationId();
    UUID id = Ids.next();
    return unique(
        request.name(),
        () ->
            db.transaction(
                tx -> {
                  AccountManagers.requireTeam(tx, call, request.teamId());
                  requireRoles(tx, request.roles(), call);
                  requireRoom(tx, organizationId);
                  ServiceAccountStore.add(
                      tx, organizationId, id, distinct(request), call.user().username());
                  ServiceAccountView made = find(tx, organizationId, id);
                  tell(tx, call, "service_account.created", made, Change.made(facts(made)));
                  return made;
                }));
  }

  private static ServiceAccountInput distinct(ServiceAccountInput request) {
    return new ServiceAccountInput(
        request.name(),
        request.description(),
        request.teamId(),
        List.copyOf(new TreeSet<>(request.roles())));
  }

  private static void requireRoles(Tx tx, List<String> roles, Call call) {
    NoMoreThanOwn.require(
        call.user(), GivenRoles.require(tx, call.organizationId(), roles, "/roles"));
  }

  private static void requireRoom(Tx tx, UUID organizationId) {
    Integer most =
        OrganizationStore.find(tx, organizationId)
            .orElseThrow(() -> Organizations.unknown(organizationId))
            .limits()
            .serviceAccounts();
    OrganizationQuota.require(
        tx,
        organizationId,
        most,
        "service accounts",
        () -> ServiceAccountStore.count(tx, organizationId));
  }

  ServiceAccountView get(IdRequest request, Call call) {
    return ServiceAccountStore.find(db, call.organizationId(), request.id())
        .orElseThrow(() -> AccountManagers.unknown(request.id()));
  }

  ServiceAccountPage list(ListServiceAccounts request, Call call) {
    PageRequest page = request.page();
    Cursor.Part<ServiceAccountView> part =
        Cursor.cut(
            ServiceAccountStore.list(db, call.organizationId(), Cursor.id(page.cursor()), request),
            page.limit(),
            ServiceAccountView::id);
    return new ServiceAccountPage(part.items(), part.next());
  }

  ServiceAccountView update(UpdateServiceAccount request, Call call) {
    ServiceAccountView after =
        unique(request.name(), () -> db.transaction(tx -> update(tx, request, call)));
    if (!Boolean.FALSE.equals(request.enabled())) {
      return after;
    }
    boolean cancel = Boolean.TRUE.equals(request.cancelRunning());
    return after.with(runs.of(List.of(after.id()), cancel, call));
  }

  private ServiceAccountView update(Tx tx, UpdateServiceAccount request, Call call) {
    UUID organizationId = call.organizationId();
    ServiceAccountView before = AccountManagers.managed(tx, call, request.id());
    Versions.require(request.expectedVersion(), before.version(), "service account");
    if (request.teamId() != null && !request.teamId().equals(before.teamId())) {
      AccountManagers.requireTeam(tx, call, request.teamId());
    }
    requireOwn(tx, before, request, call);
    ServiceAccountView changed = changed(before, request);
    if (changed.equals(before) && keepsRoles(before, request)) {
      return before;
    }
    ServiceAccountStore.update(tx, organizationId, changed);
    if (request.roles() != null) {
      ServiceAccountStore.setRoles(tx, before.id(), new TreeSet<>(request.roles()));
    }
    ServiceAccountView after = find(tx, organizationId, before.id());
    tell(tx, call, "service_account.updated", before, Change.of(facts(before), facts(after)));
    return after;
  }

  /** To take something away, or to disable, nothing is asked: it makes nobody mightier. */
  private static void requireOwn(
      Tx tx, ServiceAccountView before, UpdateServiceAccount request, Call call) {
    if (request.roles() != null) {
      Set<String> added = new TreeSet<>(request.roles());
      GivenRoles.require(tx, call.organizationId(), request.roles(), "/roles");
      before.roles().forEach(added::remove);
      requireRoles(tx, List.copyOf(added), call);
    }
    if (Boolean.TRUE.equals(request.enabled()) && !before.enabled()) {
      AccountManagers.requireOwn(tx, before.id(), List.of("*"), call);
    }
  }

  private static boolean keepsRoles(ServiceAccountView before, UpdateServiceAccount request) {
    return request.roles() == null
        || Set.copyOf(request.roles()).equals(Set.copyOf(before.roles()));
  }

  private static ServiceAccountView changed(
      ServiceAccountView before, UpdateServiceAccount request) {
    String description =
        request.description() == null ? before.description() : request.description();
    return new ServiceAccountView(
        before.id(),
        request.name() == null ? before.name() : request.name(),
        description == null || description.isEmpty() ? null : description,
        request.teamId() == null ? before.teamId() : request.teamId(),
        before.teamName(),
        before.roles(),
        request.enabled() == null ? before.enabled() : request.enabled(),
        before.version(),
        before.createdAt(),
        before.createdBy());
  }

  private static ServiceAccountView find(Tx tx, UUID organizationId, UUID id) {
    return ServiceAccountStore.find(tx, organizationId, id).orElseThrow();
  }

  private void tell(Tx tx, Call call, String event, ServiceAccountView account, Change change) {
    Map<String, Object> data = change.with("name", account.name()).data();
    outbox.add(tx, call, event, "service_account", account.id(), data);
  }

  static Map<String, Object> facts(ServiceAccountView account) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("name", account.name());
    facts.put("description", account.description());
    facts.put("teamId", account.teamId());
    facts.put("roles", account.roles());
    facts.put("enabled", account.enabled());
    return facts;
  }

  private static ServiceAccountView unique(String name, Supplier<ServiceAccountView> write) {
    return DatabaseErrors.orTaken(
        write,
        () -> {
          String detail = "There is a service account named " + name + " already";
          return new OpsException(
              ErrorCode.SERVICE_ACCOUNT_NAME_TAKEN,
              detail,
              List.of(new FieldError("/name", detail)));
        });
  }
}
