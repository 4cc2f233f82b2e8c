package io.opsconductor.secrets;

import io.opsconductor.contracts.secrets.LeaseGrant;
import io.opsconductor.contracts.secrets.LeaseRef;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Cause;
import io.opsconductor.platform.outbox.Outbox;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Records that a secret was read, one event a read. Reads that come together are committed
 * together: a run on hundreds of targets does not wait for hundreds of commits.
 */
final class ReadStore {
  private static final int MAX_BATCH = 100;

  private final Db db;
  private final Outbox outbox;
  private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean writing = new AtomicBoolean();

  private record Pending(
      VersionKey key, LeaseRef lease, UUID executionId, Cause cause, Promise<Void> done) {}

  ReadStore(Db db, Outbox outbox) {
    this.db = db;
    this.outbox = outbox;
  }

  /** Returns when the event is committed. */
  void record(VersionKey key, LeaseRef lease, LeaseGrant grant, String correlationId) {
    Cause cause = new Cause(key.organizationId(), grant.userId(), grant.user(), correlationId);
    Pending pending = new Pending(key, lease, grant.executionId(), cause, Promise.promise());
    waiting.add(pending);
    if (writing.compareAndSet(false, true)) {
      Thread.ofVirtual().name("secrets-reads").start(this::writeAll);
    }
    pending.done().future().await();
  }

  private void writeAll() {
    do {
      for (List<Pending> batch = next(); !batch.isEmpty(); batch = next()) {
        write(batch);
      }
      writing.set(false);
      // One that came after the last look, and saw somebody writing, must not wait for the next.
    } while (!waiting.isEmpty() && writing.compareAndSet(false, true));
  }

  private List<Pending> next() {
    List<Pending> batch = new ArrayList<>();
    Pending pending;
    while (batch.size() < MAX_BATCH && (pending = waiting.poll()) != null) {
      batch.add(pending);
    }
    return batch;
  }

  private void write(List<Pending> batch) {
    try {
      db.transaction(
          tx -> {
            for (Pending read : batch) {
              outbox.add(
                  tx,
                  read.cause(),
                  "credential.read",
                  "credential",
                  read.key().credentialId(),
                  facts(read));
            }
            return batch.size();
          });
      batch.forEach(read -> read.done().complete());
    } catch (RuntimeException | Error e) {
      batch.forEach(read -> read.done().fail(e));
    }
  }

  private static Map<String, Object> facts(Pending read) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("version", read.key().version());
    facts.put("leaseIssuer", read.lease().issuer());
    facts.put("leaseId", read.lease().id());
    facts.put("nodeId", read.lease().nodeId());
    if (read.executionId() != null) {
      facts.put("executionId", read.executionId());
    }
    return facts;
  }
}
