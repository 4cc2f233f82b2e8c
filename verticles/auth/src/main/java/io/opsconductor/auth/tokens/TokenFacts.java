package io.opsconductor.auth.tokens;

import io.opsconductor.platform.outbox.Change;
import java.util.HashMap;
import java.util.Map;

/** What events tell of an API token: what it may do, and nothing of its text. */
final class TokenFacts {
  private TokenFacts() {}

  static Map<String, Object> of(ApiToken token) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("name", token.name());
    facts.put("ownerId", token.ownerId());
    facts.put("permissions", token.permissions());
    facts.put("scopes", token.scopes().isEmpty() ? null : token.scopes());
    facts.put("expiresAt", token.expiresAt());
    return facts;
  }

  static Map<String, Object> named(Change change, ApiToken token) {
    return change.with("name", token.name()).with("ownerId", token.ownerId()).data();
  }
}
