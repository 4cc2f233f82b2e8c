package io.opsconductor.targets;

import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.GroupParts;
import io.opsconductor.platform.group.PeriodicTask;
import io.opsconductor.platform.group.ServiceGroup;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Duration;
import java.util.Optional;

/** The service {@code targets}. */
public final class TargetsGroup implements ServiceGroup {
  @Override
  public String name() {
    return "targets";
  }

  @Override
  public Optional<String> migrations() {
    return Optional.of("classpath:db/targets");
  }

  @Override
  public GroupParts build(GroupContext context) {
    TargetsConfig config = context.config().as(TargetsConfig.class);
    Db db = context.db();
    BusClient bus = context.bus();
    Outbox outbox = context.outbox();
    CredentialClaims credentials = new CredentialClaims(db, bus);
    TargetAccess access = new TargetAccess(context.access());
    TargetsVerticle.UseCases useCases =
        new TargetsVerticle.UseCases(
            new WriteTarget(db, outbox, credentials, access, context.quota()),
            new ShowTargets(db, access),
            new DeleteTarget(db, outbox, bus, access),
            new ResolveSelection(db, access),
            new HostKeys(db, outbox, credentials, access),
            new TryConnection(db, bus, credentials, access, config.testConnectTimeout()),
            credentials);
    return GroupParts.of(
        () -> new TargetsVerticle(context, useCases),
        new PeriodicTask("targets-forget", Duration.ofMinutes(1), () -> forget(db)));
  }

  private static void forget(Db db) {
    new CredentialUseStore(db).forgetOld();
    new ConnectionTestStore(db).forgetOld();
  }
}
