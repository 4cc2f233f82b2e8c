package io.opsconductor.secrets;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random nonce in front of each ciphertext. What a master key
 * protects is only data keys and the canary, a data key protects one text; random nonces of 96 bits
 * are safe for 2^32 of them.
 */
final class Envelope {
  static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();

  /** Makes a data key, enciphers the text with it, and wraps it with the master key. */
  Sealed seal(SecretKey master, Place text, Place key, byte[] plaintext) {
    byte[] dataKey = new byte[KEY_BYTES];
    random.nextBytes(dataKey);
    try {
      return new Sealed(
          encipher(master, key, dataKey),
          encipher(new SecretKeySpec(dataKey, "AES"), text, plaintext));
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  /**
   * The text; the caller wipes it.
   *
   * @throws TamperedException when the row was changed, or belongs to another place or key
   */
  byte[] open(SecretKey master, Place text, Place key, Sealed sealed) {
    byte[] dataKey = decipher(master, key, sealed.wrappedKey());
    try {
      return decipher(new SecretKeySpec(dataKey, "AES"), text, sealed.ciphertext());
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  byte[] encipher(SecretKey key, Place place, byte[] plaintext) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, 0, place);
      byte[] result = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plaintext.length));
      cipher.doFinal(plaintext, 0, plaintext.length, result, NONCE_BYTES);
      return result;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot encipher with AES-256-GCM", e);
    }
  }

  byte[] decipher(SecretKey key, Place place, byte[] ciphertext) {
    if (ciphertext.length < NONCE_BYTES + TAG_BITS / 8) {
      throw new TamperedException(place);
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, key, ciphertext, 0, place)
          .doFinal(ciphertext, NONCE_BYTES, ciphertext.length - NONCE_BYTES);
    } catch (AEADBadTagException e) {
      throw new TamperedException(place);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot decipher with AES-256-GCM", e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, int offset, Place place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE_BYTES));
    cipher.updateAAD(place.authenticated());
    return cipher;
  }
}
