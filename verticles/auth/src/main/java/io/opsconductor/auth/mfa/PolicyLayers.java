package io.opsconductor.auth.mfa;

import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.auth.MfaPolicy;
import io.opsconductor.contracts.users.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * What is said of one user's second factor, and what comes of it.
 *
 * @param organization of all users of the organization
 * @param user by an administrator, of this user
 * @param own by the user: counts where it asks for more
 */
public record PolicyLayers(
    Optional<MfaPolicy> organization, Optional<MfaPolicy> user, Optional<MfaPolicy> own) {
  private static final Set<String> ADMINISTERING =
      Set.of("role:write", "grant:write", "mfa-policy:write", "organization:write");

  /** What is asked of one person; later ones ask for more. */
  public enum Demand {
    /** Nothing can be set up, and nothing is asked for. */
    NONE,
    /** What is set up is asked for. */
    OFFERED,
    /** The same, and something must be. */
    DEMANDED;

    MfaPolicy policy() {
      return switch (this) {
        case NONE -> MfaPolicy.DISABLED;
        case OFFERED -> MfaPolicy.OPTIONAL;
        case DEMANDED -> MfaPolicy.REQUIRED;
      };
    }
  }

  /** Of a user, under a configuration. */
  Demand demand(MfaPolicy system, Principal person) {
    Demand others = withoutOwn(system, person);
    Demand asked = own.map(policy -> of(policy, person)).orElse(others);
    return others == Demand.NONE || asked.compareTo(others) < 0 ? others : asked;
  }

  /** What the user cannot weaken. */
  Demand withoutOwn(MfaPolicy system, Principal person) {
    return of(user.or(() -> organization).orElse(system), person);
  }

  static Demand of(MfaPolicy policy, Principal person) {
    return switch (policy) {
      case DISABLED -> Demand.NONE;
      case OPTIONAL -> Demand.OFFERED;
      case REQUIRED -> Demand.DEMANDED;
      case REQUIRED_FOR_ADMINS -> administers(person) ? Demand.DEMANDED : Demand.OFFERED;
    };
  }

  /** Whoever says who may do what, or who shows a second factor; by whatever role or grant. */
  private static boolean administers(Principal person) {
    Set<String> held = Set.copyOf(person.permissions());
    return ADMINISTERING.stream().anyMatch(one -> Permissions.somewhere(held, one));
  }
}
