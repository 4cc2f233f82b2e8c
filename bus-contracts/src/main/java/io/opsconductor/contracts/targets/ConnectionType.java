package io.opsconductor.contracts.targets;

import io.opsconductor.contracts.WireNamed;

/** How a target is reached. */
public enum ConnectionType implements WireNamed {
  SSH
}
