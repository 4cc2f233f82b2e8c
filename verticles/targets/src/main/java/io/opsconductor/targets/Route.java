package io.opsconductor.targets;

import io.opsconductor.contracts.targets.ConnectionType;
import io.opsconductor.contracts.targets.HostKeyPolicy;
import io.opsconductor.contracts.targets.TargetInput;
import io.opsconductor.contracts.targets.TargetView;
import java.util.Locale;
import java.util.Optional;

/**
 * All that decides which machine is shown the credential of a target. Whoever changes it could have
 * the credential sent to a machine of their own, and so must be allowed to use it.
 *
 * @param hostKey null while none is recorded
 */
record Route(
    String host, int port, ConnectionType connection, HostKeyPolicy hostKeyPolicy, String hostKey) {

  static Route of(TargetView target) {
    return new Route(
        target.host().toLowerCase(Locale.ROOT),
        target.port(),
        target.connection(),
        target.hostKeyPolicy(),
        target.hostKey());
  }

  static Route of(TargetInput input, Optional<HostKeyText> hostKey) {
    return new Route(
        input.host().toLowerCase(Locale.ROOT),
        input.port(),
        input.connection(),
        input.hostKeyPolicy(),
        hostKey.map(HostKeyText::text).orElse(null));
  }
}
