package io.opsconductor.contracts.secrets;

import io.opsconductor.contracts.WireNamed;

/** What a credential consists of. */
public enum CredentialType implements WireNamed {
  /** User name and private key, perhaps with a passphrase. */
  SSH_KEY,
  /** User name and password. */
  PASSWORD
}
