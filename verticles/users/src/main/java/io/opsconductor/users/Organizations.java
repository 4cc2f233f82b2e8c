package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.users.ListOrganizations;
import io.opsconductor.contracts.users.OrganizationInput;
import io.opsconductor.contracts.users.OrganizationLimits;
import io.opsconductor.contracts.users.OrganizationPage;
import io.opsconductor.contracts.users.OrganizationView;
import io.opsconductor.contracts.users.UpdateOrganization;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Organizations, as those see them who run the installation: users of the first one. */
final class Organizations {
  private final Db db;
  private final Outbox outbox;

  Organizations(Db db, Outbox outbox) {
    this.db = db;
    this.outbox = outbox;
  }

  OrganizationView create(OrganizationInput request, Call call) {
    requireInstallation(call);
    UUID id = Ids.next();
    return unique(
        request.name(),
        () ->
            db.transaction(
                tx -> {
                  OrganizationStore.add(tx, id, request);
                  OrganizationView made = OrganizationStore.find(tx, id).orElseThrow();
                  tell(tx, call, "organization.created", made, Change.made(facts(made)));
                  return made;
                }));
  }

  OrganizationView get(IdRequest request, Call call) {
    requireInstallation(call);
    return OrganizationStore.find(db, request.id()).orElseThrow(() -> unknown(request.id()));
  }

  OrganizationPage list(ListOrganizations request, Call call) {
    requireInstallation(call);
    PageRequest page = request.page();
    Cursor.Part<OrganizationView> part =
        Cursor.cut(
            OrganizationStore.list(db, Cursor.id(page.cursor()), request),
            page.limit(),
            OrganizationView::id);
    return new OrganizationPage(part.items(), part.next());
  }

  OrganizationView update(UpdateOrganization request, Call call) {
    requireInstallation(call);
    UUID id = request.id();
    return unique(
        request.name(),
        () ->
            db.transaction(
                tx -> {
                  OrganizationView before =
                      OrganizationStore.lock(tx, id).orElseThrow(() -> unknown(id));
                  Versions.require(request.expectedVersion(), before.version(), "organization");
                  OrganizationStore.update(
                      tx,
                      id,
                      request.name() == null ? before.name() : request.name(),
                      request.limits() == null ? before.limits() : request.limits());
                  OrganizationView after = OrganizationStore.find(tx, id).orElseThrow();
                  Change change = Change.of(facts(before), facts(after));
                  tell(tx, call, "organization.updated", after, change);
                  return after;
                }));
  }

  private void tell(Tx tx, Call call, String event, OrganizationView about, Change change) {
    Map<String, Object> data = change.with("name", about.name()).data();
    outbox.add(tx, call, event, "organization", about.id(), data);
  }

  private static Map<String, Object> facts(OrganizationView organization) {
    return Map.of("name", organization.name(), "limits", organization.limits());
  }

  /** For whoever makes something that is limited. */
  OrganizationLimits limits(IdRequest request, Call call) {
    return OrganizationStore.find(db, request.id())
        .map(OrganizationView::limits)
        .orElseThrow(() -> unknown(request.id()));
  }

  /**
   * That the caller runs the installation.
   *
   * @throws OpsException {@code forbidden}
   */
  static void requireInstallation(Call call) {
    if (!call.organizationId().equals(Ids.DEFAULT_ORGANIZATION)) {
      throw new OpsException(ErrorCode.FORBIDDEN, "Only who runs the installation may do this");
    }
  }

  static OpsException unknown(UUID id) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no organization " + id);
  }

  private static OrganizationView unique(String name, Supplier<OrganizationView> write) {
    return DatabaseErrors.orTaken(
        write,
        () ->
            new OpsException(
                ErrorCode.ORGANIZATION_NAME_TAKEN,
                "There is an organization " + name + " already"));
  }
}
