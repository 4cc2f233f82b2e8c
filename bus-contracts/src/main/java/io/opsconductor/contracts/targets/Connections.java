package io.opsconductor.contracts.targets;

import java.util.List;

/** Those of the asked targets that exist, with {@code credentialVersion} 0. */
public record Connections(List<TargetConnection> connections) {
  public Connections {
    connections = List.copyOf(connections);
  }
}
