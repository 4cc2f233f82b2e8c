package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.WireNamed;
import java.util.Set;

/** What a grant can be limited to, and which permissions it then gives. */
public enum ObjectType implements WireNamed {
  /** A target; selectors ask for its tags, name, host, port and id. */
  TARGET,
  /**
   * A job and its executions; selectors ask for its name, id and folder. {@code secret:use} on a
   * job is the use of whatever credentials its runs need.
   */
  JOB,
  /** A credential; selectors ask for its name and id. */
  CREDENTIAL,
  /** One execution, by its id. */
  EXECUTION,
  /** A schedule; selectors ask for its name, id, zone and the id of its job. */
  SCHEDULE;

  /** Whether a grant on such an object can give the permission. */
  public boolean covers(String permission) {
    return things().contains(Permissions.thing(permission));
  }

  private Set<String> things() {
    return switch (this) {
      case TARGET -> Set.of("target");
      case JOB -> Set.of("job", "execution", "secret");
      case CREDENTIAL -> Set.of("credential", "secret");
      case EXECUTION -> Set.of("execution");
      case SCHEDULE -> Set.of("schedule");
    };
  }
}
