package io.opsconductor.schedules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opsconductor.contracts.Changed;
import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.IssuedContext;
import io.opsconductor.contracts.executions.DueExecution;
import io.opsconductor.contracts.executions.DueOutcome;
import io.opsconductor.contracts.executions.DueRun;
import io.opsconductor.contracts.executions.ExecutionEnds;
import io.opsconductor.contracts.executions.ExecutionIds;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionTrigger;
import io.opsconductor.contracts.executions.FindDue;
import io.opsconductor.contracts.executions.StartDue;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.HintBus;
import io.opsconductor.platform.bus.Origin;
import io.opsconductor.platform.group.Background;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Asks executions, in the name of whom a schedule runs as. That somebody may still act is asked of
 * auth, and kept until users tells of a change, and for 2 s at most.
 */
final class ExecutionsClient implements Executions, Background {
  private static final Duration KEPT = Duration.ofSeconds(2);
  private static final int MOST_KEPT = 10_000;

  private final BusClient bus;
  private final HintBus hints;
  private final Cache<UUID, IssuedContext> contexts =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();
  private volatile MessageConsumer<Buffer> consumer;

  ExecutionsClient(BusClient bus, HintBus hints) {
    this.bus = bus;
    this.hints = hints;
  }

  @Override
  public void start() {
    consumer =
        hints.subscribe(
            Changed.HINT,
            changed -> {
              if ("users".equals(changed.source())) {
                contexts.invalidateAll();
              }
            });
  }

  @Override
  public void close() {
    MessageConsumer<Buffer> registered = consumer;
    if (registered != null) {
      registered.unregister();
    }
  }

  @Override
  public List<DueOutcome> start(UUID identity, List<DueRun> runs) throws IdentityGone {
    Origin own = bus.own(ExecutionOperations.START_DUE);
    Origin origin = new Origin(context(identity).token().reveal(), own.trace(), own.deadline());
    List<DueOutcome> outcomes =
        bus.send(ExecutionOperations.START_DUE, new StartDue(runs), origin).await().items();
    if (outcomes.size() != runs.size()) {
      throw new OpsException(
          ErrorCode.INTERNAL,
          "Executions answered about %d of %d runs".formatted(outcomes.size(), runs.size()));
    }
    return outcomes;
  }

  private IssuedContext context(UUID identity) throws IdentityGone {
    IssuedContext known = contexts.getIfPresent(identity);
    if (known != null) {
      return known;
    }
    try {
      IssuedContext issued =
          bus.call(AuthOperations.ISSUE_UNATTENDED_CONTEXT, new IdRequest(identity));
      contexts.put(identity, issued);
      return issued;
    } catch (OpsException e) {
      if (e.category() == ErrorCategory.NOT_FOUND || e.category() == ErrorCategory.FORBIDDEN) {
        throw new IdentityGone(e);
      }
      throw e;
    }
  }

  @Override
  public List<DueExecution> find(List<ExecutionTrigger> due) {
    return bus.call(ExecutionOperations.FIND_DUE, new FindDue(due)).items();
  }

  @Override
  public ExecutionEnds ends(List<UUID> executionIds) {
    return bus.call(ExecutionOperations.ENDS, new ExecutionIds(executionIds));
  }
}
