package io.opsconductor.targets;

import io.opsconductor.contracts.targets.TargetView;
import java.util.HashMap;
import java.util.Map;

/** What events tell of a target, as it was or is. */
final class TargetFacts {
  private TargetFacts() {}

  static Map<String, Object> of(TargetView view) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("name", view.name());
    facts.put("host", view.host());
    facts.put("port", view.port());
    facts.put("connection", view.connection().wireName());
    facts.put("credentialId", view.credentialId());
    facts.put("tags", view.tags());
    facts.put("hostKeyPolicy", view.hostKeyPolicy().wireName());
    if (view.hostKeyFingerprint() != null) {
      facts.put("hostKeyFingerprint", view.hostKeyFingerprint());
    }
    return facts;
  }
}
