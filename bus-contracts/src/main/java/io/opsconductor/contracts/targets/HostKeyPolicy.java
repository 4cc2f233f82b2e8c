package io.opsconductor.contracts.targets;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What to do with the key of a host that has none on record. A key that differs from the recorded
 * one is always refused.
 */
public enum HostKeyPolicy {
  /** Record the first key that the host shows. */
  @JsonProperty("trust_first_use")
  TRUST_FIRST_USE,
  /** Refuse until a person has given the key. */
  @JsonProperty("strict")
  STRICT
}
