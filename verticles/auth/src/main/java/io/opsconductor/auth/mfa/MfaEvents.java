package io.opsconductor.auth.mfa;

import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.util.Map;

/** Tells what happened to a user's second factors; by whom, when a user asked for it. */
public final class MfaEvents {
  private final Outbox outbox;

  public MfaEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  void add(Tx tx, Call call, CodeOwner owner, String type, Map<String, ?> data) {
    if (call.caller().user().isPresent()) {
      outbox.add(tx, call, type, "user", owner.userId(), data);
    } else {
      outbox.add(tx, owner.organizationId(), type, "user", owner.userId(), data);
    }
  }
}
