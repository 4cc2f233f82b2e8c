package io.opsconductor.auth.passkey;

/** A passkey that is right and not kept yet. */
public final class NewPasskey {
  private final PasskeyRow.PublicKey key;

  NewPasskey(PasskeyRow.PublicKey key) {
    this.key = key;
  }

  PasskeyRow.PublicKey key() {
    return key;
  }
}
