package io.opsconductor.users;

import java.util.HashMap;
import java.util.Map;

/** What events tell of a user, as it was or is. */
final class UserFacts {
  private UserFacts() {}

  static Map<String, Object> of(UserRow user) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("username", user.username());
    facts.put("roles", user.roles());
    facts.put("enabled", user.enabled());
    facts.put("email", user.email());
    return facts;
  }
}
