package io.opsconductor.targets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.targets.ConnectionType;
import io.opsconductor.contracts.targets.HostKeyPolicy;
import io.opsconductor.contracts.targets.TargetConnection;
import io.opsconductor.contracts.targets.TargetInput;
import io.opsconductor.contracts.targets.TargetRef;
import io.opsconductor.contracts.targets.TargetView;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.Reach;
import io.opsconductor.platform.access.ReachSql;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.selector.Selector;
import io.opsconductor.platform.selector.SelectorSql;
import io.opsconductor.platform.selector.SqlArguments;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Targets that are not deleted, in the database. */
final class TargetStore {
  private static final ObjectReader TAGS =
      Wire.mapper().readerFor(new TypeReference<Map<String, String>>() {});

  private final Sql sql;

  /** On the database, or within a transaction. */
  TargetStore(Sql sql) {
    this.sql = sql;
  }

  Optional<TargetView> get(UUID organizationId, UUID id) {
    return sql.one(TargetSql.GET, TargetStore::view, id, organizationId);
  }

  /** The target, which nobody else changes until the transaction ends. */
  Optional<TargetView> lock(UUID organizationId, UUID id) {
    return sql.one(TargetSql.GET_LOCKED, TargetStore::view, id, organizationId);
  }

  List<TargetView> list(
      UUID organizationId, String afterName, int limit, Selector selector, Reach reach) {
    SqlArguments more = new SqlArguments(TargetSql.LIST_CONDITION);
    String condition = condition(selector, reach, more);
    List<Object> arguments = new ArrayList<>();
    Collections.addAll(arguments, organizationId, afterName, limit);
    arguments.addAll(more.values());
    return sql.list(TargetSql.list(condition), TargetStore::view, arguments.toArray());
  }

  /** By name. */
  List<TargetRef> matching(UUID organizationId, Selector selector, Reach reach) {
    SqlArguments more = new SqlArguments(TargetSql.MATCHING_CONDITION);
    String condition = condition(selector, reach, more);
    List<Object> arguments = new ArrayList<>();
    arguments.add(organizationId);
    arguments.addAll(more.values());
    return sql.list(TargetSql.matching(condition), TargetStore::ref, arguments.toArray());
  }

  private static String condition(Selector selector, Reach reach, SqlArguments arguments) {
    return SelectorSql.of(selector, TargetColumns.INSTANCE, arguments)
        + " AND "
        + condition(reach, arguments);
  }

  private static String condition(Reach reach, SqlArguments arguments) {
    return ReachSql.of(
        reach, Map.of(ObjectType.TARGET, TargetColumns.INSTANCE), arguments, "FALSE");
  }

  boolean isWithin(UUID organizationId, UUID id, Reach reach) {
    return !within(organizationId, List.of(id), reach).isEmpty();
  }

  /** Those of these targets that exist and are within the reach. */
  Set<UUID> within(UUID organizationId, List<UUID> ids, Reach reach) {
    SqlArguments more = new SqlArguments(TargetSql.WITHIN_CONDITION);
    String condition = condition(reach, more);
    List<Object> arguments = new ArrayList<>();
    Collections.addAll(arguments, organizationId, array(ids));
    arguments.addAll(more.values());
    return Set.copyOf(
        sql.list(TargetSql.within(condition), row -> row.getUUID(0), arguments.toArray()));
  }

  int count(UUID organizationId) {
    return sql.one(TargetSql.COUNT, row -> row.getInteger(0), organizationId).orElseThrow();
  }

  /** What these targets sign in with. */
  List<UUID> credentials(UUID organizationId, List<UUID> ids) {
    return sql.list(TargetSql.CREDENTIALS, row -> row.getUUID(0), organizationId, array(ids));
  }

  /** Those that exist, in no order. */
  List<TargetRef> byIds(UUID organizationId, List<UUID> ids) {
    return sql.list(TargetSql.BY_IDS, TargetStore::ref, organizationId, array(ids));
  }

  Optional<String> nameAt(UUID organizationId, TargetInput address) {
    return sql.one(
        TargetSql.AT_ADDRESS,
        row -> row.getString(0),
        organizationId,
        address.host(),
        address.port(),
        address.connection().wireName());
  }

  void add(UUID organizationId, UUID id, TargetInput input, Optional<HostKeyText> hostKey) {
    write(TargetSql.ADD, organizationId, id, input, hostKey);
  }

  void update(UUID organizationId, UUID id, TargetInput input, Optional<HostKeyText> hostKey) {
    write(TargetSql.UPDATE, organizationId, id, input, hostKey);
  }

  private void write(
      String statement,
      UUID organizationId,
      UUID id,
      TargetInput input,
      Optional<HostKeyText> hostKey) {
    sql.execute(
        statement,
        id,
        organizationId,
        input.name(),
        input.host(),
        input.port(),
        input.connection().wireName(),
        input.credentialId(),
        Wire.encodeString(input.tags()),
        input.hostKeyPolicy().wireName(),
        hostKey.map(HostKeyText::text).orElse(null),
        hostKey.map(HostKeyText::fingerprint).orElse(null));
  }

  void delete(UUID organizationId, UUID id) {
    sql.execute(TargetSql.DELETE, id, organizationId);
  }

  void setHostKey(UUID organizationId, UUID id, HostKeyText key) {
    sql.execute(TargetSql.SET_HOST_KEY, id, organizationId, key.text(), key.fingerprint());
  }

  /** False when there is a key already, or the policy does not trust the first. */
  boolean pinHostKey(UUID organizationId, UUID id, HostKeyText key) {
    return sql.execute(TargetSql.PIN_HOST_KEY, id, organizationId, key.text(), key.fingerprint())
        == 1;
  }

  /** Without the versions of their credentials. */
  List<TargetConnection> connections(UUID organizationId, List<UUID> ids) {
    return sql.list(TargetSql.CONNECTIONS, TargetStore::connection, organizationId, array(ids));
  }

  private static UUID[] array(List<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }

  private static TargetView view(Row row) {
    return new TargetView(
        row.getUUID(0),
        row.getString(1),
        row.getString(2),
        row.getInteger(3),
        WireNamed.of(ConnectionType.class, row.getString(4)),
        row.getUUID(5),
        tags(row.getString(6)),
        WireNamed.of(HostKeyPolicy.class, row.getString(7)),
        row.getString(8),
        row.getString(9),
        row.getOffsetDateTime(10).toInstant(),
        row.getOffsetDateTime(11).toInstant());
  }

  private static TargetRef ref(Row row) {
    return new TargetRef(row.getUUID(0), row.getString(1), row.getString(2), row.getInteger(3));
  }

  private static TargetConnection connection(Row row) {
    return new TargetConnection(
        row.getUUID(0),
        row.getUUID(1),
        row.getString(2),
        row.getString(3),
        row.getInteger(4),
        WireNamed.of(ConnectionType.class, row.getString(5)),
        row.getUUID(6),
        0,
        WireNamed.of(HostKeyPolicy.class, row.getString(7)),
        row.getString(8));
  }

  private static Map<String, String> tags(String json) {
    try {
      return TAGS.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored tags are no object of texts", e);
    }
  }
}
