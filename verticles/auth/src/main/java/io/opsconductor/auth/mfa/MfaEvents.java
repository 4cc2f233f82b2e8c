package io.opsconductor.auth.mfa;

import io.opsconductor.auth.passkey.PasskeyOwner;
import io.opsconductor.auth.passkey.Refusal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.util.HashMap;
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

  /** Of a passkey that was shown without anything else. */
  public void passkeyRefused(
      Tx tx, Call call, PasskeyOwner owner, Refusal why, Map<String, ?> details) {
    Map<String, Object> data = new HashMap<>(details);
    data.put("at", "sign_in");
    data.put("reason", why.word());
    CodeOwner whose = new CodeOwner(owner.userId(), owner.organizationId(), owner.username());
    add(tx, call, whose, "mfa.passkey_refused", data);
  }
}
