package io.opsconductor.launcher;

import io.opsconductor.platform.group.ServiceGroup;
import java.util.List;

/** Every group of this release, in the order in which a node starts them. */
final class GroupCatalog {

  private static final List<ServiceGroup> ALL = List.of();

  private GroupCatalog() {}

  static List<String> names() {
    return ALL.stream().map(ServiceGroup::name).toList();
  }

  /** Names of the services that own a database. */
  static List<String> databases() {
    return ALL.stream()
        .filter(group -> group.migrations().isPresent())
        .map(ServiceGroup::name)
        .toList();
  }

  /** The groups of these names, in the order of the start. */
  static List<ServiceGroup> named(List<String> names) {
    return ALL.stream().filter(group -> names.contains(group.name())).toList();
  }
}
