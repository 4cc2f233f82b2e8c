package io.opsconductor.secrets;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.spec.PBEParameterSpec;

/**
 * Refuses keys whose file asks for hours of work to open them. How often the passphrase is hashed
 * stands in the file, so whoever writes the file could stop a node with it.
 */
final class KeyCost {
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----(.*)-----END \\1-----\\s*", Pattern.DOTALL);
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

  /** {@code ssh-keygen} takes 16 or 24 unless told otherwise; a round costs some milliseconds. */
  private static final int MAX_BCRYPT_ROUNDS = 1000;

  /** OpenSSL takes 2,048 unless told otherwise; a million cost about a second. */
  private static final int MAX_PBKDF2_ITERATIONS = 2_000_000;

  private KeyCost() {}

  static void check(String privateKey) {
    Matcher pem = PEM.matcher(privateKey);
    if (!pem.matches()) {
      throw KeyReader.unreadable(
          "/privateKey", "The private key cannot be read: expected OpenSSH or PEM");
    }
    switch (pem.group(1)) {
      case "OPENSSH PRIVATE KEY" -> within(bcryptRounds(decoded(pem.group(2))), MAX_BCRYPT_ROUNDS);
      case "ENCRYPTED PRIVATE KEY" ->
          within(pbkdf2Iterations(decoded(pem.group(2))), MAX_PBKDF2_ITERATIONS);
      default -> {
        // The other forms hash the passphrase a fixed number of times.
      }
    }
  }

  private static void within(long cost, int max) {
    if (cost < 0 || cost > max) {
      throw KeyReader.unreadable(
          "/privateKey", "The private key is encrypted in a way that takes too long to open");
    }
  }

  private static byte[] decoded(String body) {
    try {
      return Base64.getMimeDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw KeyReader.unreadable("/privateKey", "The private key is not valid base64");
    }
  }

  /** From the head of the file: magic, cipher, kdf name, kdf options (salt, rounds). */
  private static long bcryptRounds(byte[] file) {
    try {
      ByteBuffer in = ByteBuffer.wrap(file);
      byte[] magic = new byte[MAGIC.length];
      in.get(magic);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new BufferUnderflowException();
      }
      text(in);
      boolean hashed = !"none".equals(text(in));
      in.getInt();
      if (!hashed) {
        return 0;
      }
      text(in);
      return Integer.toUnsignedLong(in.getInt());
    } catch (BufferUnderflowException e) {
      throw KeyReader.unreadable("/privateKey", "The private key is cut off or garbled");
    }
  }

  private static String text(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static long pbkdf2Iterations(byte[] file) {
    try {
      return new EncryptedPrivateKeyInfo(file)
          .getAlgParameters()
          .getParameterSpec(PBEParameterSpec.class)
          .getIterationCount();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw KeyReader.unreadable(
          "/privateKey", "The private key is encrypted in a way that is not supported");
    }
  }
}
