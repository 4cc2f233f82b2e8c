package io.opsconductor.workers.ssh;

import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import io.opsconductor.contracts.targets.HostKeyPolicy;
import java.util.Optional;

/**
 * The known key of one target. JSch calls {@link #check} after the server has proved that it holds
 * the key and before any credential is sent.
 *
 * <p>The stock repository knows keys by type, so that a server that was pinned with one type and
 * presents another counts as new. Here any known key makes every other key a changed one.
 */
final class PinnedHostKeys implements HostKeyRepository {

  private final SshEndpoint endpoint;
  private final HostKeyVerifier verifier;
  private volatile HostKey presented;
  private volatile String refusal;
  private volatile RuntimeException failure;

  PinnedHostKeys(SshEndpoint endpoint, HostKeyVerifier verifier) {
    this.endpoint = endpoint;
    this.verifier = verifier;
  }

  @Override
  public int check(String host, byte[] blob) {
    HostKey key = HostKey.ofBlob(blob);
    presented = key;
    return decide(key) ? OK : CHANGED;
  }

  private boolean decide(HostKey key) {
    if (endpoint.knownKey().isPresent()) {
      HostKey known = endpoint.knownKey().get();
      return known.equals(key)
          || refuse("the target presented " + print(key) + " but " + print(known) + " is known");
    }
    if (endpoint.policy() == HostKeyPolicy.STRICT) {
      return refuse(
          "no host key is known, the policy is strict, and the target presented " + print(key));
    }
    return ask(key);
  }

  private boolean ask(HostKey key) {
    try {
      return switch (verifier.observe(key)) {
        case ACCEPTED -> true;
        case CHANGED ->
            refuse("the target presented " + print(key) + " but another key is known by now");
      };
    } catch (RuntimeException e) {
      failure = e;
      return false;
    }
  }

  private boolean refuse(String why) {
    refusal = why;
    return false;
  }

  private static String print(HostKey key) {
    return key.type() + " " + key.fingerprint();
  }

  /** The key that the server presented, if it came that far. */
  Optional<HostKey> presented() {
    return Optional.ofNullable(presented);
  }

  /** Why the key was refused, if it was. */
  Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Why nobody could decide, if so. */
  Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void add(com.jcraft.jsch.HostKey key, UserInfo info) {
    // keys are kept by the owner of the targets
  }

  @Override
  public void remove(String host, String type) {
    // keys are kept by the owner of the targets
  }

  @Override
  public void remove(String host, String type, byte[] key) {
    // keys are kept by the owner of the targets
  }

  @Override
  public String getKnownHostsRepositoryID() {
    return "targets";
  }

  @Override
  public com.jcraft.jsch.HostKey[] getHostKey() {
    return new com.jcraft.jsch.HostKey[0];
  }

  @Override
  public com.jcraft.jsch.HostKey[] getHostKey(String host, String type) {
    return new com.jcraft.jsch.HostKey[0];
  }
}
