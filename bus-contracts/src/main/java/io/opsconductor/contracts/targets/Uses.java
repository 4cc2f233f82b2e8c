package io.opsconductor.contracts.targets;

import java.util.List;

/** Names of the things that use something, for example {@code target web-1}; at most 20 of them. */
public record Uses(List<String> names) {
  public Uses {
    names = List.copyOf(names);
  }
}
