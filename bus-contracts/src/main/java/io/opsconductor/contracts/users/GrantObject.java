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
    Checks.present(type, "object/type");
    if ((id == null) == (selector == null)) {
      throw Checks.invalid("object", "must have an id or a selector, and not both");
    }
    if (selector != null) {
      Checks.text(selector, "object/selector", MAX_SELECTOR);
      if (type == ObjectType.EXECUTION) {
        throw Checks.invalid("object/selector", "is not for executions; name the job");
      }
    }
  }
}
