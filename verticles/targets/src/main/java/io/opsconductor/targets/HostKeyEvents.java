package io.opsconductor.targets;

import io.opsconductor.contracts.targets.TargetView;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
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
        tx, call, "target.host_key_accepted", "target", before.id(), replaced(before, fingerprint));
  }

  /** The first key that was seen is trusted from now on. */
  static void pinned(Outbox outbox, Tx tx, UUID organizationId, TargetView before, String seen) {
    outbox.add(
        tx,
        organizationId,
        "target.host_key_pinned",
        "target",
        before.id(),
        replaced(before, seen));
  }

  /** The host showed a key that is not trusted. */
  static void refused(Outbox outbox, Tx tx, UUID organizationId, TargetView known, String seen) {
    outbox.add(
        tx, organizationId, "target.host_key_refused", "target", known.id(), refusal(known, seen));
  }

  private static Map<String, Object> replaced(TargetView before, String fingerprint) {
    return Change.of(fingerprint(before), Map.of("hostKeyFingerprint", fingerprint))
        .with("name", before.name())
        .data();
  }

  private static Map<String, String> fingerprint(TargetView target) {
    return target.hostKeyFingerprint() == null
        ? Map.of()
        : Map.of("hostKeyFingerprint", target.hostKeyFingerprint());
  }

  private static Map<String, Object> refusal(TargetView target, String seen) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("name", target.name());
    facts.put("seenFingerprint", seen);
    if (target.hostKeyFingerprint() != null) {
      facts.put("recordedFingerprint", target.hostKeyFingerprint());
    }
    return facts;
  }
}
