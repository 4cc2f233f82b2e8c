package io.opsconductor.contracts.secrets;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a credential consists of. */
public enum CredentialType {
  /** User name and private key, perhaps with a passphrase. */
  @JsonProperty("ssh_key")
  SSH_KEY,
  /** User name and password. */
  @JsonProperty("password")
  PASSWORD
}
