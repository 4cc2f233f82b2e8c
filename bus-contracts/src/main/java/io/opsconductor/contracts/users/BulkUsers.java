package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * Does the same to several users.
 *
 * @param role of {@code add_role} and {@code remove_role} only
 * @param teamId of {@code add_to_team} and {@code remove_from_team} only
 * @param cancelRunning of {@code disable} only: also cancels what the users started, as far as the
 *     caller may
 * @param preview true to be told what would happen, while nothing does
 * @param expect how many users are to be changed: when it would be another number, none is. May be
 *     absent for a preview, and with ids
 */
public record BulkUsers(
    BulkAction action,
    UserSelection select,
    String role,
    UUID teamId,
    Boolean cancelRunning,
    Boolean preview,
    Integer expect) {
  public BulkUsers {
    Checks.present(action, "action");
    Checks.present(select, "select");
    if (action.takesRole() != (role != null)) {
      throw Checks.invalid(
          "role", "goes with add_role and remove_role, and must be there with them");
    }
    if (action.takesTeam() != (teamId != null)) {
      throw Checks.invalid(
          "teamId", "goes with add_to_team and remove_from_team, and must be there with them");
    }
    Checks.optionalText(role, "role", 63);
    if (Boolean.TRUE.equals(cancelRunning) && action != BulkAction.DISABLE) {
      throw Checks.invalid("cancelRunning", "goes only with disable");
    }
    if (expect == null && select.filter() != null && !Boolean.TRUE.equals(preview)) {
      throw Checks.invalid(
          "expect", "is missing: with a filter say how many users a preview said would be changed");
    }
    if (expect != null) {
      Checks.range(expect, "expect", 0, UserSelection.MOST);
    }
  }

  /** Whether nothing is to happen. */
  public boolean asPreview() {
    return Boolean.TRUE.equals(preview);
  }
}
