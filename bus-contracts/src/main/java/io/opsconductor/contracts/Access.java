package io.opsconductor.contracts;

import java.util.Objects;
import java.util.Set;

/**
 * Who may call an operation. Checked by the platform from the verified caller context, before the
 * handler runs.
 */
public sealed interface Access {

  /** Anyone on the bus, without a caller context: where contexts begin. */
  record AnyMember() implements Access {}

  /** Any signed-in user, whatever the role, in a session or with an API token. */
  record AnyUser() implements Access {}

  /**
   * A user in a session of the user's own. Programs with an API token are refused: what is done
   * here would outlive the token, or reach further than it.
   */
  record OwnSession() implements Access {}

  /**
   * A user who has the permission.
   *
   * @param name {@code <thing>:<verb>}, for example {@code target:read}
   */
  record Permission(String name) implements Access {
    public Permission {
      Objects.requireNonNull(name, "name");
    }
  }

  /**
   * Only these services, speaking for themselves.
   *
   * @param names group names
   */
  record Services(Set<String> names) implements Access {
    public Services {
      names = Set.copyOf(names);
    }
  }

  static Access anyMember() {
    return new AnyMember();
  }

  static Access anyUser() {
    return new AnyUser();
  }

  static Access ownSession() {
    return new OwnSession();
  }

  static Access permission(String name) {
    return new Permission(name);
  }

  static Access services(String... names) {
    return new Services(Set.of(names));
  }
}
