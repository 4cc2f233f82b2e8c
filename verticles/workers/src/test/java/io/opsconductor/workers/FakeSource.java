package io.opsconductor.workers;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ClaimedTasks;
import io.opsconductor.contracts.executions.HeartbeatReply;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.ReportReply;
import io.opsconductor.contracts.executions.TaskLease;
import io.opsconductor.contracts.executions.TaskReport;
import io.opsconductor.contracts.secrets.CredentialMaterial;
import io.opsconductor.contracts.secrets.CredentialType;
import io.opsconductor.contracts.targets.HostKeyVerdict;
import io.opsconductor.testkit.TestSshd;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Executions, secrets and targets in memory, with the same rules for numbers and fences. */
final class FakeSource implements TaskSource {

  final Queue<ClaimedTask> queue = new ConcurrentLinkedQueue<>();
  final Set<UUID> cancelled = ConcurrentHashMap.newKeySet();
  final Set<UUID> fenced = ConcurrentHashMap.newKeySet();
  final AtomicInteger credentialsAsked = new AtomicInteger();
  final AtomicInteger hostKeysShown = new AtomicInteger();
  final AtomicInteger batches = new AtomicInteger();
  volatile boolean down;
  volatile boolean reportsDown;
  volatile boolean secretsDown;
  volatile boolean targetsDown;
  volatile boolean loseAnswers;
  private final TestSshd sshd;
  private final List<TaskReport> reports = new ArrayList<>();

  FakeSource(TestSshd sshd) {
    this.sshd = sshd;
  }

  @Override
  public ClaimedTasks claim(int slots) {
    checkUp();
    List<ClaimedTask> claimed = new ArrayList<>();
    while (claimed.size() < slots && !queue.isEmpty()) {
      claimed.add(queue.poll());
    }
    return new ClaimedTasks(claimed, !queue.isEmpty());
  }

  @Override
  public HeartbeatReply heartbeat(List<TaskLease> leases) {
    checkUp();
    List<UUID> ids = leases.stream().map(TaskLease::taskId).toList();
    return new HeartbeatReply(
        15_000,
        ids.stream().filter(id -> !fenced.contains(id)).toList(),
        ids.stream().filter(fenced::contains).toList(),
        ids.stream().filter(cancelled::contains).toList());
  }

  @Override
  public ReportReply report(List<TaskReport> batch) {
    checkUp();
    if (reportsDown) {
      throw new OpsException(ErrorCode.DATABASE_UNAVAILABLE, "reports are down");
    }
    batches.incrementAndGet();
    Set<UUID> refused = new HashSet<>();
    synchronized (reports) {
      for (TaskReport report : batch) {
        if (fenced.contains(report.taskId())) {
          refused.add(report.taskId());
        } else if (report.number() == lastNumber(report) + 1) {
          reports.add(report);
        } else if (report.number() > lastNumber(report)) {
          throw new IllegalStateException("a gap before " + report);
        }
      }
    }
    if (loseAnswers) {
      loseAnswers = false;
      throw new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "the answer was lost");
    }
    return new ReportReply(List.copyOf(refused));
  }

  private long lastNumber(TaskReport next) {
    return of(next.taskId()).stream()
        .filter(report -> report.fence() == next.fence())
        .mapToLong(TaskReport::number)
        .max()
        .orElse(0);
  }

  @Override
  public CredentialMaterial credential(LeaseOf lease, UUID credentialId, int version) {
    checkUp();
    credentialsAsked.incrementAndGet();
    if (secretsDown) {
      throw new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "secrets is down");
    }
    return new CredentialMaterial(
        CredentialType.SSH_KEY,
        sshd.username(),
        new SecretText(sshd.userKey().privateKey()),
        null,
        null);
  }

  @Override
  public HostKeyVerdict observeHostKey(UUID organizationId, UUID targetId, String hostKey) {
    checkUp();
    hostKeysShown.incrementAndGet();
    if (targetsDown) {
      throw new OpsException(ErrorCode.DATABASE_UNAVAILABLE, "targets is down");
    }
    return new HostKeyVerdict(true, hostKey);
  }

  List<TaskReport> of(UUID taskId) {
    synchronized (reports) {
      return reports.stream().filter(report -> report.taskId().equals(taskId)).toList();
    }
  }

  <T extends TaskReport> List<T> of(UUID taskId, Class<T> type) {
    return of(taskId).stream().filter(type::isInstance).map(type::cast).toList();
  }

  Optional<TaskReport.Finished> finished(UUID taskId) {
    return of(taskId).stream()
        .filter(TaskReport.Finished.class::isInstance)
        .map(TaskReport.Finished.class::cast)
        .findFirst();
  }

  String stdout(UUID taskId) {
    return printed(taskId, OutputStreamName.STDOUT);
  }

  String stderr(UUID taskId) {
    return printed(taskId, OutputStreamName.STDERR);
  }

  private String printed(UUID taskId, OutputStreamName stream) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (TaskReport report : of(taskId)) {
      if (report instanceof TaskReport.Output output && output.stream() == stream) {
        all.writeBytes(output.data());
      }
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private void checkUp() {
    if (down) {
      throw new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "down");
    }
  }
}
