package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.targets.HostKeyPolicy;
import java.util.Optional;

/**
 * Where to connect, and whom to expect there.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param policy for a target without a known key
 * @param knownKey the only key that is accepted, if one is known
 */
public record SshEndpoint(String host, int port, HostKeyPolicy policy, Optional<HostKey> knownKey) {

  public SshEndpoint {
    if (host.isBlank()) {
      throw new IllegalArgumentException("endpoint: host must not be blank");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("endpoint: port must be 1 to 65535 but is " + port);
    }
  }
}
