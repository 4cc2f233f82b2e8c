package io.opsconductor.jobs;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.audit.AppendEvents;
import io.opsconductor.contracts.audit.AuditOperations;
import io.opsconductor.contracts.jobs.JobInput;
import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.contracts.targets.ResolveTargets;
import io.opsconductor.contracts.targets.ResolvedTargets;
import io.opsconductor.contracts.targets.SelectorCheck;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.TargetRef;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The real jobs service between a targets that knows one target and an audit that remembers. */
final class JobsFixture implements AutoCloseable {
  static final UUID TARGET = Ids.next();
  static final String BAD_SELECTOR = "env=(";

  final List<EventEnvelope> events = new CopyOnWriteArrayList<>();
  final ServiceHarness harness =
      ServiceHarness.builder()
          .group(new JobsGroup(), 2)
          .serves(TargetOperations.RESOLVE, JobsFixture::resolve)
          .serves(TargetOperations.CHECK_SELECTOR, JobsFixture::check)
          .serves(AuditOperations.APPEND, this::append)
          .start();
  final TestClient ann = user("ann");

  TestClient user(String name) {
    return harness.user(name, "job:read", "job:write", "target:read");
  }

  static JobInput job(String name) {
    return job(name, "uptime");
  }

  static JobInput job(String name, String command) {
    return job(name, command, new TargetSelection(List.of(TARGET), null));
  }

  static JobInput job(String name, String command, TargetSelection targets) {
    return new JobInput(
        name,
        null,
        List.of(new StepSpec.Command("only", command, null)),
        targets,
        null,
        null,
        null);
  }

  private static ResolvedTargets resolve(ResolveTargets request, Call call) {
    for (UUID id : request.selection().ids()) {
      if (!id.equals(TARGET)) {
        throw new OpsException(ErrorCode.UNKNOWN_TARGET, "There is no target " + id);
      }
    }
    return new ResolvedTargets(List.of(new TargetRef(TARGET, "web-1", "127.0.0.1", 22)));
  }

  private static Empty check(SelectorCheck request, Call call) {
    if (request.selector().equals(BAD_SELECTOR)) {
      throw new OpsException(ErrorCode.BAD_SELECTOR, "A value is missing at 5");
    }
    return Empty.INSTANCE;
  }

  private Empty append(AppendEvents request, Call call) {
    events.addAll(request.events());
    return Empty.INSTANCE;
  }

  @Override
  public void close() {
    harness.close();
  }
}
