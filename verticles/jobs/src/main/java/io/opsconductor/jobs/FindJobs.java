package io.opsconductor.jobs;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.jobs.GetJob;
import io.opsconductor.contracts.jobs.JobPage;
import io.opsconductor.contracts.jobs.JobView;
import io.opsconductor.contracts.jobs.ListJobVersions;
import io.opsconductor.contracts.jobs.ListJobs;
import io.opsconductor.contracts.targets.Uses;
import io.opsconductor.contracts.users.MatchObject;
import io.opsconductor.contracts.users.ObjectMatches;
import io.opsconductor.platform.access.AccessDecisions;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;
import io.opsconductor.platform.database.Db;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads jobs and their versions. */
final class FindJobs {
  private static final int MAX_USES = 20;

  private final Db db;
  private final JobStore store;
  private final JobAccess access;

  FindJobs(Db db, JobStore store, JobAccess access) {
    this.db = db;
    this.store = store;
    this.access = access;
  }

  JobView get(GetJob request, Call call) {
    UUID organizationId = call.organizationId();
    access.require(db, call, request.id(), "job:read");
    if ("secret:use".equals(request.permission())) {
      access.requireUse(db, call, request.id());
    } else if (request.permission() != null) {
      access.require(db, call, request.id(), request.permission());
    }
    Optional<JobVersion> found =
        request.version() == null
            ? store.current(db, organizationId, request.id())
            : store.version(db, organizationId, request.id(), request.version());
    return found.orElseThrow(() -> unknown(request.id())).view();
  }

  JobPage list(ListJobs request, Call call) {
    int limit = request.page().limit();
    String after = Cursor.text(request.page().cursor());
    List<JobVersion> found =
        store.list(db, call.organizationId(), request, after, limit + 1, access.readable(call));
    return page(Cursor.cut(found, limit, JobVersion::sortKey));
  }

  JobPage versions(ListJobVersions request, Call call) {
    int limit = request.page().limit();
    Integer before = versionOf(request.page().cursor());
    access.require(db, call, request.id(), "job:read");
    List<JobVersion> found =
        store.versions(db, call.organizationId(), request.id(), before, limit + 1);
    if (found.isEmpty() && before == null) {
      throw unknown(request.id());
    }
    return page(Cursor.cut(found, limit, JobVersion::version));
  }

  Uses targetUses(IdRequest target, Call call) {
    return new Uses(
        store.namesOfTargetUsers(db, target.id(), MAX_USES).stream()
            .map(name -> "job " + name)
            .toList());
  }

  /** For users, who explain what somebody may do. */
  ObjectMatches match(MatchObject request, Call call) {
    UUID organizationId = request.organizationId();
    return AccessDecisions.matches(
        request, reach -> store.isWithin(db, organizationId, request.id(), reach), null);
  }

  static OpsException unknown(UUID id) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no job " + id);
  }

  private static Integer versionOf(String cursor) {
    String key = Cursor.text(cursor);
    try {
      return key == null ? null : Integer.valueOf(key);
    } catch (NumberFormatException e) {
      throw new OpsException(ErrorCode.BAD_CURSOR, "This cursor was not given out by this list");
    }
  }

  private static JobPage page(Cursor.Part<JobVersion> part) {
    return new JobPage(part.items().stream().map(JobVersion::view).toList(), part.next());
  }
}
