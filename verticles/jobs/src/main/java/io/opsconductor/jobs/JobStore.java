package io.opsconductor.jobs;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.jobs.JobInput;
import io.opsconductor.contracts.jobs.ListJobs;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.Reach;
import io.opsconductor.platform.access.ReachSql;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.selector.Columns;
import io.opsconductor.platform.selector.NamedColumns;
import io.opsconductor.platform.selector.SqlArguments;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Jobs and their versions in the database. */
final class JobStore {
  private static final Map<ObjectType, Columns> COLUMNS =
      Map.of(ObjectType.JOB, new NamedColumns(JobSql.COLUMNS));

  void insert(Tx tx, UUID id, CallerContext.User author, JobInput job, Instant now) {
    tx.execute(JobSql.INSERT_JOB, id, author.organizationId(), job.name(), timestamp(now));
    insertVersion(tx, id, 1, author, job, now);
  }

  /** Adds the version after {@code current}; the row of the job must be locked. */
  void insertNext(Tx tx, JobVersion current, CallerContext.User author, JobInput job, Instant now) {
    int next = current.version() + 1;
    tx.execute(JobSql.ADVANCE, author.organizationId(), current.id(), next, job.name());
    insertVersion(tx, current.id(), next, author, job, now);
  }

  private static void insertVersion(
      Tx tx, UUID id, int version, CallerContext.User author, JobInput job, Instant now) {
    tx.execute(
        JobSql.INSERT_VERSION,
        id,
        version,
        author.organizationId(),
        Wire.encodeString(job),
        timestamp(now),
        author.id(),
        author.username());
  }

  Optional<JobVersion> current(Sql sql, UUID organizationId, UUID id) {
    return sql.one(JobSql.CURRENT, JobStore::version, organizationId, id);
  }

  /** The current version; no other transaction can save one until this ends. */
  Optional<JobVersion> lockCurrent(Tx tx, UUID organizationId, UUID id) {
    tx.run(JobSql.LOCK, organizationId, id);
    return current(tx, organizationId, id);
  }

  /** A version of a job, deleted or not. */
  Optional<JobVersion> version(Sql sql, UUID organizationId, UUID id, int version) {
    return sql.one(JobSql.VERSION, JobStore::version, organizationId, id, version);
  }

  List<JobVersion> list(
      Sql sql, UUID organizationId, ListJobs wanted, String after, int limit, Reach reach) {
    SqlArguments more = new SqlArguments(JobSql.LIST_CONDITION);
    String condition = condition(reach, more);
    List<Object> arguments = new ArrayList<>();
    Collections.addAll(arguments, organizationId, wanted.name(), wanted.search(), after, limit);
    arguments.addAll(more.values());
    return sql.list(JobSql.list(condition), JobStore::version, arguments.toArray());
  }

  int count(Sql sql, UUID organizationId) {
    return sql.one(JobSql.COUNT, row -> row.getInteger(0), organizationId).orElseThrow();
  }

  /** Of a job deleted or not. */
  boolean isWithin(Sql sql, UUID organizationId, UUID id, Reach reach) {
    SqlArguments more = new SqlArguments(JobSql.WITHIN_CONDITION);
    String condition = condition(reach, more);
    List<Object> arguments = new ArrayList<>();
    Collections.addAll(arguments, organizationId, id);
    arguments.addAll(more.values());
    return sql.one(JobSql.within(condition), row -> true, arguments.toArray()).isPresent();
  }

  private static String condition(Reach reach, SqlArguments arguments) {
    return ReachSql.of(reach, COLUMNS, arguments, "FALSE");
  }

  /** Newest first, of a job deleted or not. */
  List<JobVersion> versions(Sql sql, UUID organizationId, UUID id, Integer before, int limit) {
    return sql.list(JobSql.VERSIONS, JobStore::version, organizationId, id, before, limit);
  }

  void delete(Tx tx, UUID organizationId, UUID id, Instant now) {
    tx.execute(JobSql.DELETE, organizationId, id, timestamp(now));
  }

  List<String> namesOfTargetUsers(Sql sql, UUID targetId, int limit) {
    return sql.list(JobSql.TARGET_USES, row -> row.getString("name"), targetId.toString(), limit);
  }

  private static JobVersion version(Row row) {
    return new JobVersion(
        row.getUUID("id"),
        row.getInteger("version"),
        row.getString("sort_key"),
        Wire.decode(row.getString("definition"), JobInput.class),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("saved_at").toInstant(),
        row.getString("saved_by_name"));
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
