package io.opsconductor.secrets;

/**
 * A secret as it is stored.
 *
 * @param wrappedKey its data key under the master key
 * @param ciphertext the secret under the data key
 */
record Sealed(byte[] wrappedKey, byte[] ciphertext) {
  @Override
  public String toString() {
    return "Sealed[" + ciphertext.length + " bytes]";
  }
}
