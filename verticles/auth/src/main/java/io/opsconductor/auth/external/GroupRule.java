package io.opsconductor.auth.external;

import java.util.List;

/**
 * What members of a group get.
 *
 * @param group as the directory names it
 * @param roles names of roles; none unless given
 * @param teams names of teams; none unless given
 */
public record GroupRule(String group, List<String> roles, List<String> teams) {
  public GroupRule {
    if (group == null || group.isBlank()) {
      throw new IllegalArgumentException("A rule of groups needs a group");
    }
    roles = roles == null ? List.of() : List.copyOf(roles);
    teams = teams == null ? List.of() : List.copyOf(teams);
    if (roles.isEmpty() && teams.isEmpty()) {
      throw new IllegalArgumentException("The rule of the group " + group + " gives nothing");
    }
  }

  /** The same of a group by another name. */
  public GroupRule named(String name) {
    return new GroupRule(name, roles, teams);
  }
}
