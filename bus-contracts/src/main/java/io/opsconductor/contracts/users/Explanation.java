package io.opsconductor.contracts.users;

import java.util.List;
import java.util.UUID;

/**
 * Why somebody may do something, or may not.
 *
 * @param because what decided: all that deny, or if none does all that allow
 */
public record Explanation(boolean allowed, List<Because> because) {
  /**
   * One reason.
   *
   * @param grant null when it is no grant, but for example a role of the user
   */
  public record Because(UUID grant, String words) {}

  public Explanation {
    because = List.copyOf(because);
  }
}
