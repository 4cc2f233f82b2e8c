package io.opsconductor.audit;

import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.GroupParts;
import io.opsconductor.platform.group.PeriodicTask;
import io.opsconductor.platform.group.ServiceGroup;
import io.opsconductor.platform.outbox.Inbox;
import java.time.Duration;
import java.util.Optional;

/** The group {@code audit}: keeps what every service says that happened. */
public final class AuditGroup implements ServiceGroup {
  @Override
  public String name() {
    return "audit";
  }

  @Override
  public Optional<String> migrations() {
    return Optional.of("classpath:db/audit");
  }

  @Override
  public GroupParts build(GroupContext context) {
    EventStore store = new EventStore();
    AcceptEvents accept = new AcceptEvents(context.db(), store);
    ReadEvents read = new ReadEvents(context.db(), store);
    ReadActivity activity = new ReadActivity(context.db(), store, context.bus());
    return GroupParts.of(
        () -> new AuditVerticle(context, accept, read, activity),
        new PeriodicTask(
            "audit-inbox-forget", Duration.ofHours(1), () -> Inbox.forget(context.db())));
  }
}
