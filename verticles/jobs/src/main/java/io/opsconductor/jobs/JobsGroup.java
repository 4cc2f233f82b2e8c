package io.opsconductor.jobs;

import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.GroupParts;
import io.opsconductor.platform.group.ServiceGroup;
import java.util.Optional;

/** The group {@code jobs}: keeps what can be run, and every version of it. */
public final class JobsGroup implements ServiceGroup {
  @Override
  public String name() {
    return "jobs";
  }

  @Override
  public Optional<String> migrations() {
    return Optional.of("classpath:db/jobs");
  }

  @Override
  public GroupParts build(GroupContext context) {
    JobStore store = new JobStore();
    JobAccess access = new JobAccess(context.access(), store);
    CheckJob check = new CheckJob(context.bus());
    SaveJob save =
        new SaveJob(
            context.db(), store, access, context.quota(), check, context.outbox(), context.clock());
    DeleteJob delete =
        new DeleteJob(context.db(), store, access, context.outbox(), context.clock());
    FindJobs find = new FindJobs(context.db(), store, access);
    return GroupParts.of(() -> new JobsVerticle(context, save, delete, find));
  }
}
