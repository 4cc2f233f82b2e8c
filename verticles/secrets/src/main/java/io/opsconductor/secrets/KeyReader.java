package io.opsconductor.secrets;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Tells whether a worker will be able to sign in with a private key, with the library that the
 * workers use. No error says anything of the key or the passphrase.
 */
final class KeyReader {
  private final Aside aside;

  /** Runs work of the processor where no other request waits behind it, and waits for it. */
  @FunctionalInterface
  interface Aside {
    String run(Callable<String> work);
  }

  /**
   * A reader of keys.
   *
   * @param aside because to open a key with a passphrase is slow on purpose
   */
  KeyReader(Aside aside) {
    this.aside = aside;
  }

  /**
   * The fingerprint of the public key, as {@code ssh-keygen -l} prints it.
   *
   * @param passphrase null when there is none
   * @throws OpsException {@code unreadable_key}
   */
  String fingerprint(SecretText privateKey, SecretText passphrase) {
    KeyCost.check(privateKey.reveal());
    return aside.run(() -> read(privateKey, passphrase));
  }

  private static String read(SecretText privateKey, SecretText passphrase) {
    byte[] key = bytes(privateKey);
    byte[] phrase = passphrase == null ? new byte[0] : bytes(passphrase);
    try {
      return fingerprint(key, phrase);
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(phrase, (byte) 0);
    }
  }

  private static String fingerprint(byte[] key, byte[] passphrase) {
    KeyPair pair = load(key);
    try {
      decrypt(pair, passphrase);
      checkType(pair.getKeyType());
      checkSigns(pair);
      return fingerprint(pair.getPublicKeyBlob());
    } finally {
      pair.dispose();
    }
  }

  private static KeyPair load(byte[] key) {
    try {
      return KeyPair.load(new JSch(), key.clone(), null);
    } catch (JSchException | RuntimeException e) {
      // The library meets nonsense with exceptions of any kind, whose texts may quote it.
      throw unreadable("/privateKey", "The private key cannot be read: expected OpenSSH or PEM");
    }
  }

  private static void decrypt(KeyPair pair, byte[] passphrase) {
    if (!pair.isEncrypted()) {
      return;
    }
    if (passphrase.length == 0) {
      throw unreadable("/passphrase", "The private key is encrypted and no passphrase was given");
    }
    if (!opens(pair, passphrase)) {
      throw unreadable("/passphrase", "The passphrase does not open the private key");
    }
  }

  private static boolean opens(KeyPair pair, byte[] passphrase) {
    try {
      return pair.decrypt(passphrase.clone());
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static void checkType(int type) {
    boolean known = type == KeyPair.ED25519 || type == KeyPair.ECDSA || type == KeyPair.RSA;
    if (!known) {
      throw unreadable("/privateKey", "The private key is not of the type ed25519, ecdsa or rsa");
    }
  }

  /** A wrong passphrase or a cut key can parse; only a signature shows that the parts fit. */
  private static void checkSigns(KeyPair pair) {
    boolean signs;
    try {
      byte[] signature = pair.getSignature("opsconductor".getBytes(StandardCharsets.US_ASCII));
      signs = signature != null && pair.getPublicKeyBlob() != null;
    } catch (RuntimeException e) {
      signs = false;
    }
    if (!signs) {
      throw unreadable("/privateKey", "The private key cannot be used to sign");
    }
  }

  private static String fingerprint(byte[] publicKey) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  static OpsException unreadable(String pointer, String detail) {
    return new OpsException(
        ErrorCode.UNREADABLE_KEY, detail, List.of(new FieldError(pointer, detail)));
  }

  private static byte[] bytes(SecretText text) {
    return text.reveal().getBytes(StandardCharsets.UTF_8);
  }
}
