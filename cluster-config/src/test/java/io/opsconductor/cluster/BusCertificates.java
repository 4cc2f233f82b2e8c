package io.opsconductor.cluster;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that issues for one bus, made for a test. */
final class BusCertificates {

  private final Path directory;
  private final KeyPair authorityKey = newKey();
  private final X500Principal authorityName = new X500Principal("CN=Bus authority");
  private final AtomicLong serial = new AtomicLong(1);
  private final Path authority;

  BusCertificates(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    X509Certificate certificate = sign(authorityName, authorityKey, true);
    this.authority = write("authority.pem", certificate);
  }

  /** Certificate and key of a new node. */
  BusSecurity.MutualTls issue(String name) throws IOException {
    KeyPair key = newKey();
    return new BusSecurity.MutualTls(
        write(name + ".pem", sign(new X500Principal("CN=" + name), key, false)),
        write(name + ".key", new JcaPKCS8Generator(key.getPrivate(), null)),
        authority);
  }

  Path authority() {
    return authority;
  }

  private X509Certificate sign(X500Principal subject, KeyPair key, boolean isAuthority)
      throws IOException {
    Instant now = Instant.now();
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      authorityName,
                      BigInteger.valueOf(serial.getAndIncrement()),
                      Date.from(now.minus(Duration.ofHours(1))),
                      Date.from(now.plus(Duration.ofHours(1))),
                      subject,
                      key.getPublic())
                  .addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority))
                  .build(
                      new JcaContentSignerBuilder("SHA256withECDSA")
                          .build(authorityKey.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path write(String name, Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(object);
    }
    return Files.writeString(directory.resolve(name), text.toString());
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
