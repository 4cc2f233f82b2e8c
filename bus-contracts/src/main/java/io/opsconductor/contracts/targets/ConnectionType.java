package io.opsconductor.contracts.targets;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a target is reached. */
public enum ConnectionType {
  @JsonProperty("ssh")
  SSH
}
