package io.opsconductor.workers;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.secrets.CredentialMaterial;
import io.opsconductor.workers.masking.SecretMask;
import io.opsconductor.workers.ssh.SshConnectException;
import io.opsconductor.workers.ssh.SshCredential;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Credentials in memory, for as long as a task with a live lease uses them and a few seconds more.
 * Tasks that need the same one at the same time ask for it once.
 */
final class CredentialCache implements AutoCloseable {

  /** A connection test answers in this time too, and says then what is away. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Duration keepUnused;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Entry> entries = new HashMap<>();

  CredentialCache(Duration keepUnused) {
    this.keepUnused = keepUnused;
  }

  /** What a credential is known by; a new version is another credential. */
  record Key(UUID credentialId, int version) {}

  /** Asks secrets. */
  @FunctionalInterface
  interface Fetch {
    CredentialMaterial fetch();
  }

  /** A credential in use; close it after. */
  final class Use implements AutoCloseable {
    private final Key key;
    private final Entry entry;
    private final boolean fetchedHere;

    private Use(Key key, Entry entry, boolean fetchedHere) {
      this.key = key;
      this.entry = entry;
      this.fetchedHere = fetchedHere;
    }

    /** Whether it was asked for under the lease of this user. */
    boolean fetchedHere() {
      return fetchedHere;
    }

    /** Waits for secrets if need be. */
    SshCredential get() throws SshConnectException, InterruptedException {
      try {
        return entry.credential.get();
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case SshConnectException unusable -> throw unusable;
          case RuntimeException failure -> throw failure;
          default -> throw new IllegalStateException(e.getCause());
        }
      }
    }

    @Override
    public void close() {
      release(key, entry);
    }
  }

  /** The credential; whoever comes first fetches it. */
  Use use(Key key, Fetch fetch) {
    Entry entry;
    boolean first;
    lock.lock();
    try {
      Entry known = entries.get(key);
      first = known == null || known.credential.isCompletedExceptionally();
      entry = first ? new Entry() : known;
      if (first) {
        entries.put(key, entry);
      }
      entry.users++;
      entry.unusedSince = Long.MAX_VALUE;
    } finally {
      lock.unlock();
    }
    if (first) {
      // apart from the task, whose thread a cancel interrupts: others wait for the same answer
      Entry empty = entry;
      Thread.ofVirtual().name("workers-credential").start(() -> fill(empty, fetch));
    }
    return new Use(key, entry, first);
  }

  private static void fill(Entry entry, Fetch fetch) {
    try {
      entry.credential.complete(credential(fetchPatiently(fetch)));
    } catch (SshConnectException | RuntimeException e) {
      entry.credential.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      entry.credential.completeExceptionally(new IllegalStateException(e));
    }
  }

  private static CredentialMaterial fetchPatiently(Fetch fetch) throws InterruptedException {
    Patience patience = new Patience(PATIENCE);
    while (true) {
      try {
        return fetch.fetch();
      } catch (OpsException e) {
        patience.after(e);
      }
    }
  }

  private static SshCredential credential(CredentialMaterial material) throws SshConnectException {
    SshCredential credential =
        switch (material.type()) {
          case SSH_KEY ->
              SshCredential.key(
                  material.username(),
                  bytes(material.privateKey().reveal()),
                  material.passphrase() == null
                      ? new byte[0]
                      : bytes(material.passphrase().reveal()));
          case PASSWORD ->
              SshCredential.password(material.username(), bytes(material.password().reveal()));
        };
    return credential.masking(SecretMask.of(material));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void release(Key key, Entry entry) {
    lock.lock();
    try {
      entry.users--;
      if (entry.users > 0) {
        return;
      }
      if (entries.get(key) == entry) {
        entry.unusedSince = System.nanoTime();
      } else {
        entry.wipe();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Wipes what nobody has used for a while; to be called every few seconds. */
  void sweep() {
    long now = System.nanoTime();
    lock.lock();
    try {
      entries
          .values()
          .removeIf(
              entry -> {
                boolean over = entry.users == 0 && now - entry.unusedSince >= keepUnused.toNanos();
                if (over) {
                  entry.wipe();
                }
                return over;
              });
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      entries.values().forEach(Entry::wipe);
      entries.clear();
    } finally {
      lock.unlock();
    }
  }

  private static final class Entry {
    private final CompletableFuture<SshCredential> credential = new CompletableFuture<>();
    private int users;
    private long unusedSince;

    void wipe() {
      credential.whenComplete(
          (found, failure) -> {
            if (found != null) {
              found.close();
            }
          });
    }
  }
}
