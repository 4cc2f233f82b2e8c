package io.opsconductor.contracts.targets;

import io.opsconductor.contracts.WireNamed;

/**
 * What to do with the key of a host that has none on record. A key that differs from the recorded
 * one is always refused.
 */
public enum HostKeyPolicy implements WireNamed {
  /** Record the first key that the host shows. */
  TRUST_FIRST_USE,
  /** Refuse until a person has given the key. */
  STRICT
}
