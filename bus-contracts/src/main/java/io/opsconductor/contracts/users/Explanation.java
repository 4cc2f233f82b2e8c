package io.opsconductor.contracts.users;

import java.util.List;
import java.util.UUID;

/**
 * Why somebody may do something, or may not.
 *
 * @param allowed on the object that was asked about, or on everything
 * @param onSome whether it is allowed on some objects, where none was asked about and it is not on
 *     everything; null for no
 * @param because what decided: all that deny, or if none does all that allow; of some objects all
 *     that say something
 */
public record Explanation(boolean allowed, Boolean onSome, List<Because> because) {
  /**
   * One reason.
   *
   * @param grant null when it is no grant, but for example a role of the user
   */
  public record Because(UUID grant, String words) {}

  /** Of one object, or of everything. */
  public Explanation(boolean allowed, List<Because> because) {
    this(allowed, null, because);
  }

  public Explanation {
    because = List.copyOf(because);
  }
}
