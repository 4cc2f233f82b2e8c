package io.opsconductor.platform.testing;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.auth.KeySet;
import io.opsconductor.contracts.auth.ServiceKey;
import io.opsconductor.platform.bus.Call;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps announced keys in memory, where auth keeps them in its database. */
final class StandInKeys {
  private final Map<String, ServiceKey> keys = new ConcurrentHashMap<>();
  private final List<String> accessTokenKeys;

  StandInKeys(List<String> accessTokenKeys) {
    this.accessTokenKeys = List.copyOf(accessTokenKeys);
  }

  Empty announce(ServiceKey key, Call call) {
    keys.put(key.keyId(), key);
    return Empty.INSTANCE;
  }

  KeySet list(Empty request, Call call) {
    return new KeySet(accessTokenKeys, List.copyOf(keys.values()));
  }
}
