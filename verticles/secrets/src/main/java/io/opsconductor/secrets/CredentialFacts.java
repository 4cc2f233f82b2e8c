package io.opsconductor.secrets;

import io.opsconductor.contracts.secrets.CredentialView;
import java.util.HashMap;
import java.util.Map;

/** What events tell of a credential, as it was or is: never its secret, nor anything made of it. */
final class CredentialFacts {
  private CredentialFacts() {}

  static Map<String, Object> of(CredentialView credential) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("name", credential.name());
    facts.put("type", credential.type().wireName());
    facts.put("username", credential.username());
    facts.put("version", credential.version());
    facts.put("fingerprint", credential.fingerprint());
    return facts;
  }
}
