package io.opsconductor.workers;

import io.opsconductor.contracts.Changed;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.targets.ConnectionTestResult;
import io.opsconductor.contracts.targets.TargetConnection;
import io.opsconductor.workers.TaskSource.LeaseOf;
import io.opsconductor.workers.ssh.AttemptCleaner;
import io.opsconductor.workers.ssh.HostKey;
import io.opsconductor.workers.ssh.HostKeyVerifier;
import io.opsconductor.workers.ssh.PoolKey;
import io.opsconductor.workers.ssh.Shell;
import io.opsconductor.workers.ssh.SshConnectException;
import io.opsconductor.workers.ssh.SshConnection;
import io.opsconductor.workers.ssh.SshConnector;
import io.opsconductor.workers.ssh.SshCredential;
import io.opsconductor.workers.ssh.SshEndpoint;
import io.opsconductor.workers.ssh.SshPool;
import io.opsconductor.workers.ssh.SshTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Gives tasks their connections: an unused one where there is one, else a new one. One that was
 * unused is tried out by opening the step's channel on it; nothing of the step has been sent by
 * then, so that another can take its place.
 */
final class TaskConnections {

  /** Before the target of a task is called unreachable for something that is not the target's. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration CHANNEL_OF_UNUSED = Duration.ofSeconds(3);

  /** Most targets are wanted again at once, if they are. */
  private static final Duration UNTIL_CLEANING = Duration.ofMillis(500);

  private static final Duration CHANNEL_OF_NEW = Duration.ofSeconds(10);

  private final TaskSource source;
  private final SshConnector connector;
  private final SshPool pool;
  private final CredentialCache credentials;
  private final AttemptCleaner cleaner = new AttemptCleaner();

  TaskConnections(
      TaskSource source, SshConnector connector, SshPool pool, CredentialCache credentials) {
    this.source = source;
    this.connector = connector;
    this.pool = pool;
    this.credentials = credentials;
  }

  /**
   * Closes the unused connections that were made for what changed. One that is in use is closed
   * after its task when its credential changed; else when a task comes that asks for another, or
   * after its time unused.
   */
  void changed(Changed changed) {
    if (changed.resourceId() == null) {
      return;
    }
    switch (changed.resourceType()) {
      case "target" -> pool.evictTarget(changed.resourceId());
      case "credential" -> pool.evictCredential(changed.resourceId());
      default -> {}
    }
  }

  /** Opens a shell for a step on a connection of the pool or on a new one. */
  Shell open(TargetConnection target, LeaseOf lease)
      throws SshConnectException, InterruptedException {
    Optional<SshConnection> unused = pool.take(poolKey(target), knownKey(target));
    if (unused.isPresent()) {
      try {
        return Shell.open(unused.get(), CHANNEL_OF_UNUSED);
      } catch (SshConnectException e) {
        unused.get().close();
      }
    }
    return open(connectPatiently(target, lease));
  }

  /**
   * Opens a shell for a further step on the connection of the one before, if that is still there.
   */
  Shell reopen(SshConnection connection, TargetConnection target, LeaseOf lease)
      throws SshConnectException, InterruptedException {
    if (connection.isOpen()) {
      try {
        return Shell.open(connection, CHANNEL_OF_UNUSED);
      } catch (SshConnectException e) {
        connection.close();
      }
    }
    return open(connectPatiently(target, lease));
  }

  /**
   * A task is over and stored.
   *
   * @param connection what it used last; null if nothing is left of that
   * @param attempts of which nothing is needed any more on the target
   */
  void finished(TargetConnection target, SshConnection connection, List<String> attempts) {
    if (connection != null) {
      pool.giveBack(poolKey(target), connection);
    }
    if (!attempts.isEmpty() && cleaner.add(target.targetId(), attempts)) {
      Thread.ofVirtual().name("attempts-clean-" + target.targetId()).start(() -> cleanSoon(target));
    }
  }

  /**
   * What cannot be removed then waits for the next ones, or goes with the sweep of old attempts.
   */
  private void cleanSoon(TargetConnection target) {
    try {
      Thread.sleep(UNTIL_CLEANING);
      List<String> due = cleaner.due(target.targetId());
      Optional<SshConnection> unused = pool.takeAfter(poolKey(target), knownKey(target));
      if (unused.isPresent()) {
        cleaner.clean(target.targetId(), unused.get(), due);
        pool.giveBack(poolKey(target), unused.get());
      } else {
        cleaner.keep(target.targetId(), due);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tries a connection that is not of the pool. */
  ConnectionTestResult test(TargetConnection target, LeaseOf lease, Duration timeout)
      throws InterruptedException {
    try {
      return with(
          target,
          lease,
          credential ->
              new SshTest(connector).test(endpoint(target), credential, verifier(target), timeout));
    } catch (SshConnectException e) {
      return new ConnectionTestResult(false, 0, e.category(), e.getMessage(), null);
    }
  }

  private static Shell open(SshConnection connection) throws SshConnectException {
    try {
      return Shell.open(connection, CHANNEL_OF_NEW);
    } catch (SshConnectException e) {
      connection.close();
      throw e;
    }
  }

  /** Nobody may be there to give the credential, or to say whether a host key is the right one. */
  private SshConnection connectPatiently(TargetConnection target, LeaseOf lease)
      throws SshConnectException, InterruptedException {
    Patience patience = new Patience(PATIENCE);
    while (true) {
      try {
        return connect(target, lease);
      } catch (SshConnectException e) {
        patience.after(e);
      } catch (OpsException e) {
        patience.after(e);
      }
    }
  }

  /** A new connection; the caller closes it or gives it back. */
  SshConnection connect(TargetConnection target, LeaseOf lease)
      throws SshConnectException, InterruptedException {
    return with(
        target,
        lease,
        credential -> connector.connect(endpoint(target), credential, verifier(target)));
  }

  /**
   * Uses the target's credential. When somebody else asked for it and that lease has ended
   * meanwhile, it is asked for again under this one.
   */
  private <T> T with(TargetConnection target, LeaseOf lease, Use<T> use)
      throws SshConnectException, InterruptedException {
    while (true) {
      try (CredentialCache.Use credential = credential(target, lease)) {
        SshCredential found;
        try {
          found = credential.get();
        } catch (OpsException e) {
          if (credential.fetchedHere()) {
            throw e;
          }
          continue;
        }
        return use.apply(found);
      }
    }
  }

  private interface Use<T> {
    T apply(SshCredential credential) throws SshConnectException, InterruptedException;
  }

  private CredentialCache.Use credential(TargetConnection target, LeaseOf lease) {
    return credentials.use(
        new CredentialCache.Key(target.credentialId(), target.credentialVersion()),
        () -> source.credential(lease, target.credentialId(), target.credentialVersion()));
  }

  private HostKeyVerifier verifier(TargetConnection target) {
    return key ->
        source.observeHostKey(target.organizationId(), target.targetId(), key.text()).accepted()
            ? HostKeyVerifier.Verdict.ACCEPTED
            : HostKeyVerifier.Verdict.CHANGED;
  }

  private static SshEndpoint endpoint(TargetConnection target) {
    return new SshEndpoint(target.host(), target.port(), target.hostKeyPolicy(), knownKey(target));
  }

  private static Optional<HostKey> knownKey(TargetConnection target) {
    return Optional.ofNullable(target.hostKey()).map(HostKey::parse);
  }

  private static PoolKey poolKey(TargetConnection target) {
    return new PoolKey(
        target.organizationId(),
        target.targetId(),
        target.host(),
        target.port(),
        target.credentialId(),
        target.credentialVersion());
  }
}
