package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * What a grant is limited to: one object, or those that a selector matches, now and later.
 *
 * @param id of the one object; null with a selector
 * @param selector for example {@code env=dev}; null with an id
 */
public record GrantObject(ObjectType type, UUID id, String selector) {
  public static final int MAX_SELECTOR = 1024;

  public GrantObject {
    Checks.present(type, "type");
    if ((id == null) == (selector == null)) {
      throw Checks.invalid("id", "or selector must be given, and not both");
    }
    if (selector != null) {
      Checks.text(selector, "selector", MAX_SELECTOR);
      if (type == ObjectType.EXECUTION) {
        throw Checks.invalid("selector", "is not for executions; name the job");
      }
    }
  }
}
