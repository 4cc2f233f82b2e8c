package io.opsconductor.users;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantInput;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.GrantPage;
import io.opsconductor.contracts.users.GrantSubject;
import io.opsconductor.contracts.users.GrantView;
import io.opsconductor.contracts.users.ListGrants;
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

/** Gives and takes away what a role permits, beside the roles that users have. */
final class Grants {
  /** How many one user, team or service account has at most: each is looked at for a decision. */
  static final int MAX_OF_SUBJECT = 100;

  private final Db db;
  private final UserStore users;
  private final GrantObjects objects;
  private final Outbox outbox;

  Grants(Db db, UserStore users, GrantObjects objects, Outbox outbox) {
    this.objects = objects;
    this.db = db;
    this.users = users;
    this.outbox = outbox;
  }

  GrantView create(GrantInput request, Call call) {
    objects.requireKnown(request.object(), call);
    UUID id = Ids.next();
    return DatabaseErrors.orTaken(
        () ->
            db.transaction(
                tx ->
                    LastAdmin.keep(tx, call.organizationId(), () -> create(tx, id, request, call))),
        () -> new OpsException(ErrorCode.GRANT_EXISTS, "There is the same grant already"));
  }

  private GrantView create(Tx tx, UUID id, GrantInput request, Call call) {
    UUID organizationId = call.organizationId();
    requireSubject(tx, request.subject(), organizationId);
    NoMoreThanOwn.require(
        call.user(), GivenRoles.require(tx, organizationId, List.of(request.role()), "/role"));
    if (request.effect() == GrantEffect.DENY) {
      Denials.requireOwn(tx, call, List.of(request.subject().id()));
    }
    if (GrantStore.count(tx, organizationId, request.subject().id()) >= MAX_OF_SUBJECT) {
      throw new OpsException(
          ErrorCode.LIMIT_REACHED,
          "There are " + MAX_OF_SUBJECT + " grants to this subject; use a selector, or a team");
    }
    GrantStore.add(tx, organizationId, id, request, call.user().username());
    GrantView made = GrantStore.find(tx, organizationId, id).orElseThrow();
    outbox.add(tx, call, "grant.created", "grant", id, Change.made(facts(made)).data());
    return made;
  }

  private void requireSubject(Tx tx, GrantSubject subject, UUID organizationId) {
    boolean known =
        switch (subject.type()) {
          case USER -> users.find(tx, organizationId, subject.id()).isPresent();
          case TEAM -> TeamStore.lock(tx, organizationId, subject.id()).isPresent();
          case SERVICE_ACCOUNT ->
              ServiceAccountStore.lock(tx, organizationId, subject.id()).isPresent();
        };
    if (!known) {
      String detail = "There is no %s %s".formatted(subject.type().wireName(), subject.id());
      throw new OpsException(
          ErrorCode.UNKNOWN_SUBJECT, detail, List.of(new FieldError("/subject/id", detail)));
    }
  }

  GrantView get(IdRequest request, Call call) {
    return GrantStore.find(db, call.organizationId(), request.id())
        .orElseThrow(() -> unknown(request.id()));
  }

  GrantPage list(ListGrants request, Call call) {
    Cursor.Part<GrantView> part =
        Cursor.cut(
            GrantStore.list(db, call.organizationId(), Cursor.id(request.page().cursor()), request),
            request.page().limit(),
            GrantView::id);
    return new GrantPage(part.items(), part.next());
  }

  Empty delete(IdRequest request, Call call) {
    UUID organizationId = call.organizationId();
    return db.transaction(
        tx -> {
          GrantView grant =
              GrantStore.find(tx, organizationId, request.id())
                  .orElseThrow(() -> unknown(request.id()));
          if (grant.effect() == GrantEffect.ALLOW || !Denials.isLastResort(tx, call)) {
            NoMoreThanOwn.require(
                call.user(), GivenRoles.permissions(tx, organizationId, List.of(grant.role())));
          }
          if (!GrantStore.delete(tx, organizationId, request.id())) {
            throw unknown(request.id());
          }
          Change gone = Change.removed(facts(grant));
          outbox.add(tx, call, "grant.deleted", "grant", request.id(), gone.data());
          return Empty.INSTANCE;
        });
  }

  private static Map<String, Object> facts(GrantView grant) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("subjectType", grant.subject().type().wireName());
    facts.put("subjectId", grant.subject().id());
    facts.put("role", grant.role());
    facts.put("effect", grant.effect().wireName());
    GrantObject object = grant.object();
    if (object != null) {
      facts.put("objectType", object.type().wireName());
      facts.put(
          object.id() == null ? "selector" : "objectId",
          object.id() == null ? object.selector() : object.id());
    }
    return facts;
  }

  private static OpsException unknown(UUID id) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no grant " + id);
  }
}
