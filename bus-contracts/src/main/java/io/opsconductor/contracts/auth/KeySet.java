package io.opsconductor.contracts.auth;

import java.util.List;

/**
 * Keys that are valid now.
 *
 * @param accessTokenKeys public JWKs of access tokens
 * @param serviceKeys keys of caller contexts
 */
public record KeySet(List<String> accessTokenKeys, List<ServiceKey> serviceKeys) {
  public KeySet {
    accessTokenKeys = List.copyOf(accessTokenKeys);
    serviceKeys = List.copyOf(serviceKeys);
  }
}
