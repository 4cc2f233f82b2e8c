package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.SecretText;
import java.util.List;

/** Codes that stand in for a lost factor, each once. They are told this one time. */
public record RecoveryCodes(List<SecretText> recoveryCodes) {
  public RecoveryCodes {
    recoveryCodes = List.copyOf(recoveryCodes);
  }
}
