package io.opsconductor.auth;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.auth.KeyRotated;
import io.opsconductor.platform.bus.Call;

/** Makes a new key of access tokens before its time. */
final class RotateKeys {
  private final AccessTokens accessTokens;

  RotateKeys(AccessTokens accessTokens) {
    this.accessTokens = accessTokens;
  }

  KeyRotated handle(Empty request, Call call) {
    AccessKey key = accessTokens.rotate(call);
    return new KeyRotated(key.key().keyId(), key.signsFrom());
  }
}
