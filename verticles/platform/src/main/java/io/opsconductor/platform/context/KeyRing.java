package io.opsconductor.platform.context;

import io.opsconductor.contracts.auth.ServiceKey;
import java.util.Optional;

/** Knows the keys of the services, as announced through auth. */
public interface KeyRing {
  /**
   * The key of this id, asked of auth when it is not known yet.
   *
   * @throws io.opsconductor.contracts.OpsException {@code service_unavailable} when auth cannot be
   *     asked
   */
  Optional<ServiceKey> find(String keyId);
}
