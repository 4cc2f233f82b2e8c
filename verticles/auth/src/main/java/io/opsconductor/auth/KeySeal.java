package io.opsconductor.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Encrypts private keys for the database: AES-256-GCM, bound to the row and column they are in. */
final class KeySeal {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  KeySeal(MasterKey master) {
    this.key = master.derive("opsconductor/auth/signing-keys/v1", "AES");
  }

  byte[] seal(String keyId, String privateJwk) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, keyId, nonce)
              .doFinal(privateJwk.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A signing key could not be encrypted", e);
    }
  }

  /**
   * The private JWK.
   *
   * @throws IllegalStateException when it was sealed under another master key, or was changed
   */
  String open(String keyId, byte[] sealed) {
    try {
      byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
      byte[] open =
          cipher(Cipher.DECRYPT_MODE, keyId, nonce)
              .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return new String(open, StandardCharsets.UTF_8);
    } catch (AEADBadTagException e) {
      throw new IllegalStateException(
          "The signing key "
              + keyId
              + " was stored under another master key; configure that one as auth.master_key_file",
          e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The signing key " + keyId + " could not be decrypted", e);
    }
  }

  private Cipher cipher(int mode, String keyId, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    String place = "signing_keys|" + keyId + "|private_jwk|1";
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
