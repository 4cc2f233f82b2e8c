package io.opsconductor.users;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What an external directory gives a user.
 *
 * @param teams names by ids
 */
record ExternalGifts(Set<String> roles, Map<UUID, String> teams) {
  ExternalGifts {
    roles = Collections.unmodifiableSet(new TreeSet<>(roles));
    teams = Collections.unmodifiableMap(new LinkedHashMap<>(teams));
  }

  boolean isSameAs(ExternalGifts other) {
    return roles.equals(other.roles) && teams.keySet().equals(other.teams.keySet());
  }

  /** These, without giving or taking what decides who administers the organization. */
  ExternalGifts keepingAdmin(ExternalGifts before) {
    Set<String> kept = new TreeSet<>(roles);
    if (before.roles.contains(Role.ADMIN.wireName())) {
      kept.add(Role.ADMIN.wireName());
    }
    return new ExternalGifts(kept, before.teams);
  }

  Map<String, Object> facts() {
    return Map.of("roles", List.copyOf(roles), "teams", List.copyOf(teams.values()));
  }
}
