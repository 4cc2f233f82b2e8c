package io.opsconductor.users;

import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantInput;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.GrantSubject;
import io.opsconductor.contracts.users.GrantView;
import io.opsconductor.contracts.users.ListGrants;
import io.opsconductor.contracts.users.SubjectType;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Grants as they were given. */
final class GrantStore {
  private GrantStore() {}

  static void add(Tx tx, UUID organizationId, UUID id, GrantInput grant, String by) {
    GrantObject object = grant.object();
    tx.execute(
        GrantSql.INSERT,
        id,
        organizationId,
        grant.subject().type().wireName(),
        grant.subject().id(),
        grant.role(),
        object == null ? null : object.type().wireName(),
        object == null ? null : object.id(),
        object == null ? null : object.selector(),
        grant.effect().wireName(),
        by);
  }

  static Optional<GrantView> find(Sql sql, UUID organizationId, UUID id) {
    return sql.one(GrantSql.ONE, GrantStore::view, organizationId, id);
  }

  static List<GrantView> list(Sql sql, UUID organizationId, UUID after, ListGrants request) {
    return sql.list(
        GrantSql.LIST,
        GrantStore::view,
        organizationId,
        after,
        request.page().limit() + 1,
        request.subjectId(),
        request.role(),
        WireNamed.nameOf(request.effect()),
        WireNamed.nameOf(request.objectType()));
  }

  static int count(Tx tx, UUID organizationId, UUID subjectId) {
    return tx.one(GrantSql.COUNT, row -> row.getInteger(0), organizationId, subjectId)
        .orElseThrow();
  }

  static boolean delete(Tx tx, UUID organizationId, UUID id) {
    return tx.execute(GrantSql.DELETE, organizationId, id) == 1;
  }

  private static GrantView view(Row row) {
    return new GrantView(
        row.getUUID("id"),
        new GrantSubject(
            WireNamed.of(SubjectType.class, row.getString("subject_type")),
            row.getUUID("subject_id")),
        row.getString("subject_name"),
        row.getString("role"),
        EntitlementStore.object(row),
        WireNamed.of(GrantEffect.class, row.getString("effect")),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getString("created_by"));
  }
}
