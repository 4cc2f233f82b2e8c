package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.targets.Uses;
import io.opsconductor.contracts.users.MatchObject;
import io.opsconductor.contracts.users.ObjectMatches;

/** Operations of the group {@code jobs}. */
public final class JobOperations {
  private static final Access READ = Access.permission("job:read");
  private static final Access WRITE = Access.permission("job:write");

  private JobOperations() {}

  public static final Operation<JobInput, JobView> CREATE =
      Operation.once("ops.jobs.v1.job.create", JobInput.class, JobView.class, WRITE);

  /** A deleted job is found only by an explicit version. */
  public static final Operation<GetJob, JobView> GET =
      Operation.idempotent("ops.jobs.v1.job.get", GetJob.class, JobView.class, READ);

  public static final Operation<ListJobs, JobPage> LIST =
      Operation.idempotent("ops.jobs.v1.job.list", ListJobs.class, JobPage.class, READ);

  /** Of a deleted job too. */
  public static final Operation<ListJobVersions, JobPage> LIST_VERSIONS =
      Operation.idempotent("ops.jobs.v1.version.list", ListJobVersions.class, JobPage.class, READ);

  /** Saves a new version; answers the current one when nothing differs from it. */
  public static final Operation<UpdateJob, JobView> UPDATE =
      Operation.once("ops.jobs.v1.job.update", UpdateJob.class, JobView.class, WRITE);

  /**
   * The job can no longer be run; its versions stay readable through the executions that used them.
   */
  public static final Operation<IdRequest, Empty> DELETE =
      Operation.once("ops.jobs.v1.job.delete", IdRequest.class, Empty.class, WRITE);

  /** Which jobs name a target by its id in their current version, whosever they are. */
  public static final Operation<IdRequest, Uses> TARGET_USES =
      Operation.idempotent(
          "ops.jobs.v1.target-use.list", IdRequest.class, Uses.class, Access.services("targets"));

  /** Which grants a job falls under. */
  public static final Operation<MatchObject, ObjectMatches> MATCH =
      Operation.idempotent(
          "ops.jobs.v1.grant.match",
          MatchObject.class,
          ObjectMatches.class,
          Access.services("users"));
}
