package io.opsconductor.platform.group;

import java.util.Optional;

/** One service: the only public type of its module. Building it shows the whole service. */
public interface ServiceGroup {
  /** Name of the group, of its operations' addresses ({@code ops.<name>.…}) and of its database. */
  String name();

  /**
   * Where its migrations are, for example {@code classpath:db/targets}; empty when it owns no
   * database.
   */
  default Optional<String> migrations() {
    return Optional.empty();
  }

  /** Verticle instances on a node when nobody says how many. */
  default int defaultInstances() {
    return 1;
  }

  /** Builds its parts for this node. Called once a start of the group; may block. */
  GroupParts build(GroupContext context);
}
