package io.opsconductor.auth.mfa;

import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.auth.MfaPolicy;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What organizations, administrators and users say of second factors. */
public final class PolicyStore {
  private final Db db;

  /** Of whom something is said, and by whom. */
  enum Scope {
    ORGANIZATION,
    USER,
    OWN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public PolicyStore(Db db) {
    this.db = db;
  }

  PolicyLayers find(UUID organizationId, UUID userId) {
    return find(db, organizationId, userId);
  }

  PolicyLayers find(Sql sql, UUID organizationId, UUID userId) {
    Map<Scope, MfaPolicy> said = new EnumMap<>(Scope.class);
    for (Row row : sql.run(PolicySql.SELECT, organizationId, userId)) {
      said.put(
          Scope.valueOf(row.getString("scope").toUpperCase(Locale.ROOT)),
          WireNamed.of(MfaPolicy.class, row.getString("policy")));
    }
    return new PolicyLayers(
        Optional.ofNullable(said.get(Scope.ORGANIZATION)),
        Optional.ofNullable(said.get(Scope.USER)),
        Optional.ofNullable(said.get(Scope.OWN)));
  }

  /** A null policy takes back what was said. */
  void put(Tx tx, UUID organizationId, Scope scope, UUID subject, MfaPolicy policy, Instant now) {
    if (policy == null) {
      tx.execute(PolicySql.DELETE, organizationId, scope.word(), subject);
    } else {
      tx.execute(
          PolicySql.PUT,
          organizationId,
          scope.word(),
          subject,
          policy.wireName(),
          now.atOffset(ZoneOffset.UTC));
    }
  }
}
