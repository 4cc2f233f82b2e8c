package io.opsconductor.auth.keys;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.auth.KeyRotated;
import io.opsconductor.platform.bus.Call;

/** Makes a new key of access tokens before its time. */
public final class RotateKeys {
  private final AccessTokens accessTokens;

  public RotateKeys(AccessTokens accessTokens) {
    this.accessTokens = accessTokens;
  }

  public KeyRotated handle(Empty request, Call call) {
    AccessKey key = accessTokens.rotate(call);
    return new KeyRotated(key.key().keyId(), key.signsFrom());
  }
}
