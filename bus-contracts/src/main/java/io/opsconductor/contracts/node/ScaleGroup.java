package io.opsconductor.contracts.node;

import io.opsconductor.contracts.Checks;

/** Asks for that many verticle instances of a group on the node, 0 to 64. */
public record ScaleGroup(String group, int instances) {
  public ScaleGroup {
    Checks.text(group, "group", 40);
    Checks.range(instances, "instances", 0, 64);
  }
}
