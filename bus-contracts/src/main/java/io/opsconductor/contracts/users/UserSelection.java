package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/**
 * Users of the caller's organization: either these, or those that a filter matches.
 *
 * @param ids at most 1,000; null with a filter
 * @param filter null with ids
 */
public record UserSelection(List<UUID> ids, UserFilter filter) {
  /** How many there may be in one request, named or matched. */
  public static final int MOST = 1000;

  public UserSelection {
    if ((ids == null) == (filter == null)) {
      throw Checks.invalid("select", "needs either ids or a filter");
    }
    if (ids != null) {
      Checks.range(ids.size(), "ids", 1, MOST);
      ids = List.copyOf(ids);
    }
  }
}
