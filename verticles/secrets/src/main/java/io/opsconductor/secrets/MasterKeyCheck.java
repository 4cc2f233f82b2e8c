package io.opsconductor.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.SecretKey;

/** Stops the start with a master key that is not the one of this database. */
final class MasterKeyCheck {
  /** Number of the only master key there is as yet. */
  static final int FIRST = 1;

  private static final Place PLACE =
      new Place("master_key_canaries", Integer.toString(FIRST), "ciphertext", FIRST);
  private static final byte[] CANARY = "opsconductor master key".getBytes(StandardCharsets.UTF_8);

  private final Envelope envelope;
  private final CanaryStore store;

  MasterKeyCheck(Envelope envelope, CanaryStore store) {
    this.envelope = envelope;
    this.store = store;
  }

  /**
   * Deciphers the canary; leaves one in a new database. Of several nodes that start on a new
   * database with different keys, one wins and the others are refused.
   *
   * @throws IllegalStateException with one line when the key is another
   */
  void run(SecretKey master) {
    byte[] stored = store.readOrAdd(FIRST, envelope.encipher(master, PLACE, CANARY));
    if (!opens(master, stored)) {
      throw new IllegalStateException(
          "The master key is not the one that the credentials of this database are encrypted with:"
              + " put the right file back at secrets.master_key_file");
    }
  }

  private boolean opens(SecretKey master, byte[] stored) {
    try {
      return Arrays.equals(CANARY, envelope.decipher(master, PLACE, stored));
    } catch (TamperedException e) {
      return false;
    }
  }
}
