package io.opsconductor.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate chain and its private key, known to belong together.
 *
 * @param chain as in the file, PEM
 * @param key as in the file, PEM
 * @param expiresAt when the server's own certificate ends
 */
record ServerCertificate(Buffer chain, Buffer key, Instant expiresAt) {
  private static final String[] KEY_TYPES = {"EC", "RSA", "EdDSA", "DSA"};

  /** What the files hold now, read and judged as one. */
  static ServerCertificate read(Vertx vertx, Path chain, Path key) {
    return of(vertx, content(chain), content(key));
  }

  static Buffer content(Path file) {
    try {
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new BadCertificateException("There is no file " + file, e);
    } catch (IOException e) {
      throw new BadCertificateException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Of the contents of two files.
   *
   * @throws BadCertificateException when they cannot be served with; it tells nothing of the key
   */
  static ServerCertificate of(Vertx vertx, Buffer chain, Buffer key) {
    X509KeyManager keys = keys(vertx, chain, key);
    for (String type : KEY_TYPES) {
      String[] aliases = keys.getServerAliases(type, null);
      if (aliases != null && aliases.length > 0) {
        X509Certificate own = keys.getCertificateChain(aliases[0])[0];
        requireMatch(own, keys.getPrivateKey(aliases[0]));
        return new ServerCertificate(chain, key, own.getNotAfter().toInstant());
      }
    }
    throw new BadCertificateException("The certificate is of no kind that can serve TLS", null);
  }

  private static X509KeyManager keys(Vertx vertx, Buffer chain, Buffer key) {
    try {
      for (KeyManager found : options(chain, key).getKeyManagerFactory(vertx).getKeyManagers()) {
        if (found instanceof X509KeyManager keys) {
          return keys;
        }
      }
    } catch (Exception e) {
      throw new BadCertificateException(
          "The certificate chain or the private key is no PEM that can be read", e);
    }
    throw new BadCertificateException("There is no private key", null);
  }

  private static void requireMatch(X509Certificate certificate, PrivateKey key) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          case "DSA" -> "SHA256withDSA";
          default -> key.getAlgorithm();
        };
    byte[] sample = new SecureRandom().generateSeed(32);
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(sample);
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(certificate.getPublicKey());
      verifying.update(sample);
      if (verifying.verify(signing.sign())) {
        return;
      }
    } catch (GeneralSecurityException e) {
      throw new BadCertificateException(
          "The private key does not belong to the certificate, or cannot be used", e);
    }
    throw new BadCertificateException("The private key does not belong to the certificate", null);
  }

  PemKeyCertOptions options() {
    return options(chain, key);
  }

  private static PemKeyCertOptions options(Buffer chain, Buffer key) {
    return new PemKeyCertOptions().setCertValue(chain).setKeyValue(key);
  }

  boolean isFrom(Buffer otherChain, Buffer otherKey) {
    return chain.equals(otherChain) && key.equals(otherKey);
  }

  @Override
  public String toString() {
    return "ServerCertificate[until " + expiresAt + "]";
  }
}
