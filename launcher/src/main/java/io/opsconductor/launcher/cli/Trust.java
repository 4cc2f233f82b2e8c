package io.opsconductor.launcher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates of servers are believed. There is no way to believe everybody's. */
final class Trust {

  static final String OPTION = "--ca-cert";
  static final String VARIABLE = "OPSCONDUCTOR_CA_CERT";

  private Trust() {}

  /** An authority of one's own is believed instead of the world's. */
  static void apply(HttpClient.Builder client, String scheme, Optional<Path> authority) {
    if (scheme.equals("http")) {
      // The default reads the certificates of all the world, which takes longer than a command.
      client.sslContext(context(new TrustManager[0]));
    } else {
      authority.ifPresent(file -> client.sslContext(context(trusting(file))));
    }
  }

  private static SSLContext context(TrustManager... trusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], trusted, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has TLS", e);
    }
  }

  private static TrustManager[] trusting(Path file) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : read(file)) {
        store.setCertificateEntry("authority-" + number++, certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("Every Java keeps certificates", e);
    }
  }

  private static Collection<? extends Certificate> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw CliException.usage(file + " holds no certificate, PEM");
      }
      return found;
    } catch (CertificateException e) {
      throw new CliException(Exit.USAGE, file + " is not a certificate, PEM", e);
    } catch (IOException e) {
      throw new CliException(Exit.USAGE, file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
