package io.opsconductor.workers.ssh;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Connections that no task uses at the moment. A connection is in here or with one task, never
 * both. A task that comes with other particulars of its target (address, credential, host key)
 * makes the ones of before go at once.
 */
public final class SshPool implements AutoCloseable {

  private final SshSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<UUID, Deque<Idle>> byTarget = new HashMap<>();

  /** Oldest first. */
  private final SequencedSet<Idle> byUse = new LinkedHashSet<>();

  /** When ({@link System#nanoTime}), as long as a connection of before may come back. */
  private final Map<UUID, Long> credentialChangedAt = new ConcurrentHashMap<>();

  private final Thread sweeper;
  private boolean closed;

  public SshPool(SshSettings settings) {
    this.settings = settings;
    this.sweeper = Thread.ofVirtual().name("ssh-pool").start(this::sweepForever);
  }

  /** Takes a connection for a task, if there is one that fits; those that do not are closed. */
  public Optional<SshConnection> take(PoolKey key, Optional<HostKey> knownKey) {
    return take(key, knownKey, true);
  }

  /**
   * Takes a connection for what is left of a task, if there is one that fits. Those that do not may
   * be of what the target is by now.
   */
  public Optional<SshConnection> takeAfter(PoolKey key, Optional<HostKey> knownKey) {
    return take(key, knownKey, false);
  }

  private Optional<SshConnection> take(
      PoolKey key, Optional<HostKey> knownKey, boolean othersAreUseless) {
    List<Idle> useless = new ArrayList<>();
    lock.lock();
    try {
      Optional<SshConnection> found = Optional.empty();
      for (Idle idle : List.copyOf(byTarget.getOrDefault(key.targetId(), new ArrayDeque<>()))) {
        boolean fitting = idle.fits(key, knownKey);
        if (!usable(idle) || (othersAreUseless && !fitting)) {
          remove(idle);
          useless.add(idle);
        } else if (fitting && found.isEmpty()) {
          remove(idle);
          found = Optional.of(idle.connection);
        }
      }
      return found;
    } finally {
      lock.unlock();
      useless.forEach(idle -> closeApart(idle.connection));
    }
  }

  /** Gives a connection back after its task; nothing may be running on it. */
  public void giveBack(PoolKey key, SshConnection connection) {
    Idle idle = new Idle(key, connection, System.nanoTime());
    Idle surplus = null;
    lock.lock();
    try {
      if (closed || !usable(idle) || madeBeforeChange(idle) || settings.maxIdle() == 0) {
        surplus = idle;
      } else {
        byTarget.computeIfAbsent(key.targetId(), id -> new ArrayDeque<>()).addLast(idle);
        byUse.addLast(idle);
        if (byUse.size() > settings.maxIdle()) {
          surplus = byUse.getFirst();
          remove(surplus);
        }
      }
    } finally {
      lock.unlock();
    }
    if (surplus != null) {
      closeApart(surplus.connection);
    }
  }

  /** Closes the unused connections of a target. */
  public void evictTarget(UUID targetId) {
    evict(idle -> idle.isFor(targetId));
  }

  /**
   * Closes the unused connections that were made with a credential, and those in use when they are
   * given back.
   */
  public void evictCredential(UUID credentialId) {
    credentialChangedAt.put(credentialId, System.nanoTime());
    evict(idle -> idle.key.credentialId().equals(credentialId));
  }

  /** How many unused connections there are. */
  public int size() {
    lock.lock();
    try {
      return byUse.size();
    } finally {
      lock.unlock();
    }
  }

  private void evict(Predicate<Idle> which) {
    List<Idle> gone = new ArrayList<>();
    lock.lock();
    try {
      byUse.stream().filter(which).forEach(gone::add);
      gone.forEach(this::remove);
    } finally {
      lock.unlock();
    }
    gone.forEach(idle -> closeApart(idle.connection));
  }

  private void remove(Idle idle) {
    byUse.remove(idle);
    Deque<Idle> ofTarget = byTarget.get(idle.key.targetId());
    if (ofTarget != null) {
      ofTarget.remove(idle);
      if (ofTarget.isEmpty()) {
        byTarget.remove(idle.key.targetId());
      }
    }
  }

  private boolean usable(Idle idle) {
    return idle.connection.isOpen()
        && idle.connection.age().compareTo(settings.maxAge()) < 0
        && idle.unused() < settings.idleTimeout().toNanos()
        && idle.connection.silence().compareTo(settings.silence()) < 0;
  }

  private boolean madeBeforeChange(Idle idle) {
    Long changedAt = credentialChangedAt.get(idle.key.credentialId());
    return changedAt != null && idle.connection.madeBefore(changedAt);
  }

  private void sweepForever() {
    try {
      while (true) {
        Thread.sleep(settings.keepAlive().dividedBy(3));
        sweep();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep() {
    evict(idle -> !usable(idle));
    long tooOld = System.nanoTime() - settings.maxAge().toNanos();
    credentialChangedAt.values().removeIf(changedAt -> changedAt - tooOld < 0);
    List<SshConnection> quiet = new ArrayList<>();
    lock.lock();
    try {
      for (Idle idle : byUse) {
        if (idle.connection.silence().compareTo(settings.keepAlive()) > 0) {
          quiet.add(idle.connection);
        }
      }
    } finally {
      lock.unlock();
    }
    quiet.forEach(
        connection -> Thread.ofVirtual().name("ssh-keepalive").start(connection::askForLife));
  }

  /** Closing may wait for the network. */
  private static void closeApart(SshConnection connection) {
    Thread.ofVirtual().name("ssh-close").start(connection::close);
  }

  @Override
  public void close() {
    sweeper.interrupt();
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    evict(idle -> true);
  }

  /** Identity, not value: each connection is its own. */
  private static final class Idle {
    private final PoolKey key;
    private final SshConnection connection;
    private final long since;

    Idle(PoolKey key, SshConnection connection, long since) {
      this.key = key;
      this.connection = connection;
      this.since = since;
    }

    boolean isFor(UUID targetId) {
      return key.targetId().equals(targetId);
    }

    boolean fits(PoolKey wanted, Optional<HostKey> knownKey) {
      return key.equals(wanted)
          && (knownKey.isEmpty() || knownKey.get().equals(connection.hostKey()));
    }

    long unused() {
      return System.nanoTime() - since;
    }
  }
}
