package io.opsconductor.users;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.users.Preferences;
import io.opsconductor.contracts.users.SetPreferences;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How the caller likes to see things. What was not chosen is as by default. */
final class OwnPreferences {
  private final Db db;
  private final UserStore users;
  private final Outbox outbox;

  OwnPreferences(Db db, UserStore users, Outbox outbox) {
    this.db = db;
    this.users = users;
    this.outbox = outbox;
  }

  Preferences get(Empty request, Call call) {
    return shown(PreferenceStore.chosen(db, call.organizationId(), call.user().id()));
  }

  Preferences set(SetPreferences request, Call call) {
    return db.transaction(tx -> set(tx, request, call));
  }

  private Preferences set(Tx tx, SetPreferences request, Call call) {
    UUID organizationId = call.organizationId();
    UUID id = call.user().id();
    UserRow user =
        users
            .lock(tx, organizationId, id)
            .orElseThrow(
                () -> new OpsException(ErrorCode.FORBIDDEN, "Only people have preferences"));
    Preferences before = PreferenceStore.chosen(tx, organizationId, id);
    Versions.require(request.expectedVersion(), before.version(), "preferences");
    Preferences wanted =
        request.othersStay() ? request.preferences().over(before) : request.preferences();
    if (wanted.at(before.version()).equals(before)) {
      return shown(before);
    }
    PreferenceStore.put(tx, organizationId, id, wanted);
    Preferences after = PreferenceStore.chosen(tx, organizationId, id);
    Change change = Change.of(facts(before), facts(after)).with("username", user.username());
    outbox.add(tx, call, "preferences.updated", "user", id, change.data());
    return shown(after);
  }

  private static Preferences shown(Preferences chosen) {
    return chosen.over(Preferences.DEFAULTS).at(chosen.version());
  }

  private static Map<String, Object> facts(Preferences chosen) {
    Map<String, Object> facts = new HashMap<>();
    Wire.mapper()
        .<ObjectNode>valueToTree(shown(chosen).at(null))
        .properties()
        .forEach(field -> facts.put(field.getKey(), field.getValue()));
    return facts;
  }
}
