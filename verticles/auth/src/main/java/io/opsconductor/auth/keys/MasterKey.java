package io.opsconductor.auth.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** The installation's master key. Never used itself: each purpose has its own derived key. */
public final class MasterKey {
  private static final int MIN_BYTES = 32;

  private final byte[] bytes;

  private MasterKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** As the file holds it, without white space at its end. */
  public static MasterKey read(Path file) {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The master key " + file + " cannot be read", e);
    }
    int length = content.length;
    while (length > 0 && Character.isWhitespace(content[length - 1])) {
      length--;
    }
    if (length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "The master key " + file + " must have at least 32 bytes, has " + length);
    }
    return new MasterKey(Arrays.copyOf(content, length));
  }

  /** Of this text, for tests and tools. */
  public static MasterKey of(String text) {
    return new MasterKey(text.getBytes(StandardCharsets.UTF_8));
  }

  /** For one process. */
  public static MasterKey random() {
    byte[] bytes = new byte[MIN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new MasterKey(bytes);
  }

  /** A 256-bit key for one purpose: HKDF-SHA-256 (RFC 5869). */
  public SecretKey derive(String purpose, String algorithm) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(bytes)
                  .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), MIN_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no HKDF-SHA256", e);
    }
  }
}
