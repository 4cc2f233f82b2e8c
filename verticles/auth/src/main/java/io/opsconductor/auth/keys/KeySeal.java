package io.opsconductor.auth.keys;

import io.opsconductor.auth.oidc.Seal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Encrypts secrets for the database: AES-256-GCM, bound to the row and column they are in. */
public final class KeySeal implements Seal {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final String what;
  private final String table;
  private final String column;
  private final SecureRandom random = new SecureRandom();

  private KeySeal(SecretKey key, String what, String table, String column) {
    this.key = key;
    this.what = what;
    this.table = table;
    this.column = column;
  }

  /** For the private keys of access tokens. */
  public KeySeal(MasterKey master) {
    this(
        master.derive("opsconductor/auth/signing-keys/v1", "AES"),
        "signing key",
        "signing_keys",
        "private_jwk");
  }

  /** For what authenticator applications share with us. */
  public static KeySeal ofTotpSecrets(MasterKey master) {
    return new KeySeal(
        master.derive("opsconductor/auth/totp-secrets/v1", "AES"),
        "TOTP secret",
        "totp_factors",
        "secret");
  }

  /** For what sign-ins with OpenID providers must not leave readable. */
  public static KeySeal ofSignIns(MasterKey master) {
    return new KeySeal(
        master.derive("opsconductor/auth/sso-sign-ins/v1", "AES"),
        "sign-in",
        "sso_sign_ins",
        "verifier");
  }

  @Override
  public byte[] seal(String rowId, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, rowId, nonce)
              .doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A " + what + " could not be encrypted", e);
    }
  }

  /**
   * What was sealed.
   *
   * @throws IllegalStateException when it was sealed under another master key, or was changed
   */
  @Override
  public String open(String rowId, byte[] sealed) {
    try {
      byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
      byte[] open =
          cipher(Cipher.DECRYPT_MODE, rowId, nonce)
              .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return new String(open, StandardCharsets.UTF_8);
    } catch (AEADBadTagException e) {
      throw new IllegalStateException(
          "The "
              + what
              + " "
              + rowId
              + " was stored under another master key; configure that one as auth.master_key_file",
          e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The " + what + " " + rowId + " could not be decrypted", e);
    }
  }

  private Cipher cipher(int mode, String rowId, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    String place = table + "|" + rowId + "|" + column + "|1";
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
