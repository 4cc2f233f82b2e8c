package io.opsconductor.targets;

import io.opsconductor.contracts.targets.TargetView;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Tells of host keys that were pinned, refused or accepted, by their fingerprints. */
final class HostKeyEvents {
  private HostKeyEvents() {}

  /** A person accepted a key. */
  static void accepted(Outbox outbox, Tx tx, Call call, TargetView before, String fingerprint) {
    outbox.add(
        tx,
        call,
        "target.host_key_accepted",
        "target",
        before.id(),
        facts(before, "fingerprint", fingerprint));
  }

  /** The first key that was seen is trusted from now on. */
  static void pinned(Outbox outbox, Tx tx, UUID organizationId, TargetView before, String seen) {
    outbox.add(
        tx,
        organizationId,
        "target.host_key_pinned",
        "target",
        before.id(),
        facts(before, "fingerprint", seen));
  }

  /** The host showed a key that is not trusted. */
  static void refused(Outbox outbox, Tx tx, UUID organizationId, TargetView known, String seen) {
    outbox.add(
        tx,
        organizationId,
        "target.host_key_refused",
        "target",
        known.id(),
        facts(known, "seenFingerprint", seen));
  }

  private static Map<String, Object> facts(TargetView target, String key, String fingerprint) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("name", target.name());
    facts.put(key, fingerprint);
    if (target.hostKeyFingerprint() != null) {
      facts.put("recordedFingerprint", target.hostKeyFingerprint());
    }
    return facts;
  }
}
