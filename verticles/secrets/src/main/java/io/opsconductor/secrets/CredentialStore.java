package io.opsconductor.secrets;

import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.secrets.CredentialInput;
import io.opsconductor.contracts.secrets.CredentialType;
import io.opsconductor.contracts.secrets.CredentialView;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.Reach;
import io.opsconductor.platform.access.ReachSql;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.selector.Columns;
import io.opsconductor.platform.selector.NamedColumns;
import io.opsconductor.platform.selector.SqlArguments;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Credentials and their versions in the database. */
final class CredentialStore {
  private static final Map<ObjectType, Columns> COLUMNS =
      Map.of(ObjectType.CREDENTIAL, new NamedColumns(CredentialSql.COLUMNS));

  private final Sql sql;

  /** On the database, or within a transaction. */
  CredentialStore(Sql sql) {
    this.sql = sql;
  }

  Optional<CredentialView> get(UUID organizationId, UUID id) {
    return sql.one(CredentialSql.GET, CredentialStore::view, id, organizationId);
  }

  List<CredentialView> list(UUID organizationId, String afterName, int limit, Reach reach) {
    SqlArguments more = new SqlArguments(CredentialSql.LIST_CONDITION);
    String condition = ReachSql.of(reach, COLUMNS, more, "FALSE");
    List<Object> arguments = new ArrayList<>();
    Collections.addAll(arguments, organizationId, afterName, limit);
    arguments.addAll(more.values());
    return sql.list(CredentialSql.list(condition), CredentialStore::view, arguments.toArray());
  }

  /** How many of these exist and are within the reach. */
  int countWithin(UUID organizationId, List<UUID> ids, Reach reach) {
    SqlArguments more = new SqlArguments(CredentialSql.WITHIN_CONDITION);
    String condition = ReachSql.of(reach, COLUMNS, more, "FALSE");
    List<Object> arguments = new ArrayList<>();
    Collections.addAll(arguments, organizationId, ids.toArray(UUID[]::new));
    arguments.addAll(more.values());
    return sql.one(CredentialSql.within(condition), row -> row.getInteger(0), arguments.toArray())
        .orElseThrow();
  }

  /** Nobody else revises it until the transaction ends. */
  void lock(UUID organizationId, UUID id) {
    sql.run(CredentialSql.LOCK, id, organizationId);
  }

  void add(UUID organizationId, UUID id, String name) {
    sql.execute(CredentialSql.ADD, id, organizationId, name);
  }

  void addVersion(VersionKey key, CredentialInput input, String fingerprint, Sealed sealed) {
    sql.execute(
        CredentialSql.ADD_VERSION,
        key.credentialId(),
        key.version(),
        key.organizationId(),
        input.type().wireName(),
        input.username(),
        fingerprint,
        MasterKeyCheck.FIRST,
        Buffer.buffer(sealed.wrappedKey()),
        Buffer.buffer(sealed.ciphertext()));
  }

  /** The number of the version to add; empty when there is no such credential, or soon none. */
  Optional<Integer> nextVersion(UUID organizationId, UUID id, String name) {
    return sql.one(CredentialSql.NEXT_VERSION, row -> row.getInteger(0), id, organizationId, name);
  }

  /** From now until the mark ends nothing new may begin to use it. Its name, if it exists. */
  Optional<String> markDeletion(UUID organizationId, UUID id, UUID deletionId, Duration atMost) {
    return sql.one(
        CredentialSql.MARK_DELETION,
        row -> row.getString(0),
        id,
        organizationId,
        deletionId,
        (double) atMost.toMillis());
  }

  void unmarkDeletion(UUID organizationId, UUID id, UUID deletionId) {
    sql.execute(CredentialSql.UNMARK_DELETION, id, organizationId, deletionId);
  }

  /** False when the mark has ended, or is another's by now. */
  boolean delete(UUID organizationId, UUID id, UUID deletionId) {
    return sql.execute(CredentialSql.DELETE, id, organizationId, deletionId) == 1;
  }

  Map<UUID, Integer> versions(UUID organizationId, List<UUID> ids, boolean evenBeingDeleted) {
    Map<UUID, Integer> versions = new HashMap<>();
    sql.run(CredentialSql.DESCRIBE, organizationId, ids.toArray(UUID[]::new), evenBeingDeleted)
        .forEach(row -> versions.put(row.getUUID(0), row.getInteger(1)));
    return versions;
  }

  Optional<Sealed> sealed(VersionKey key) {
    return sql.one(
        CredentialSql.SEALED,
        row -> new Sealed(row.getBuffer(0).getBytes(), row.getBuffer(1).getBytes()),
        key.credentialId(),
        key.version(),
        key.organizationId());
  }

  private static CredentialView view(Row row) {
    return new CredentialView(
        row.getUUID("id"),
        row.getString("name"),
        WireNamed.of(CredentialType.class, row.getString("type")),
        row.getString("username"),
        row.getInteger("current_version"),
        row.getString("fingerprint"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }
}
