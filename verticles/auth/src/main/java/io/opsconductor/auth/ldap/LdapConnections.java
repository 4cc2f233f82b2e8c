package io.opsconductor.auth.ldap;

import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Connections to the directory: some that are kept for searches, and one more for each password.
 */
final class LdapConnections implements AutoCloseable {
  private static final long OLDEST_MS = Duration.ofMinutes(10).toMillis();
  private static final int LONGEST_MESSAGE = 4 * 1024 * 1024;

  private final ServerSet servers;
  private final LDAPConnectionPool searching;

  LdapConnections(LdapConfig config) {
    servers = servers(config);
    searching = pool(config);
  }

  /** For searches, as the configured user. */
  LDAPConnectionPool searching() {
    return searching;
  }

  /** A connection of nobody yet; the caller closes it. */
  LDAPConnection open() throws LDAPException {
    return servers.getConnection();
  }

  /** None is opened before it is needed, so that a dead directory holds up no start. */
  private LDAPConnectionPool pool(LdapConfig config) {
    try {
      LDAPConnectionPool pool =
          new LDAPConnectionPool(
              servers,
              LdapConfig.isEmpty(config.bindDn()) ? null : bind(config),
              0,
              config.maxConnections());
      pool.setConnectionPoolName(config.name());
      pool.setCreateIfNecessary(true);
      pool.setMaxConnectionAgeMillis(OLDEST_MS);
      pool.setRetryFailedOperationsDueToInvalidConnections(true);
      return pool;
    } catch (LDAPException e) {
      throw new IllegalArgumentException("auth.ldap: " + e.getMessage(), e);
    }
  }

  private static SimpleBindRequest bind(LdapConfig config) {
    Path file = Path.of(config.bindPasswordFile());
    try {
      String password = Files.readString(file).stripTrailing();
      if (password.isEmpty()) {
        throw new IllegalArgumentException("auth.ldap.bind_password_file " + file + " is empty");
      }
      return new SimpleBindRequest(config.bindDn(), password);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "auth.ldap.bind_password_file " + file + " cannot be read", e);
    }
  }

  private static ServerSet servers(LdapConfig config) {
    LdapServers servers = config.servers();
    SocketFactory sockets = SocketFactory.getDefault();
    PostConnectProcessor before = null;
    switch (servers.security()) {
      case LDAPS -> sockets = tls(config);
      case START_TLS -> before = new StartTLSPostConnectProcessor(tls(config));
      case NONE -> {}
    }
    FailoverServerSet set =
        new FailoverServerSet(
            servers.hosts().toArray(String[]::new),
            servers.ports().stream().mapToInt(Integer::intValue).toArray(),
            sockets,
            options(config),
            null,
            before);
    // One that did not answer is asked last from then on.
    set.setReOrderOnFailover(true);
    return set;
  }

  private static LDAPConnectionOptions options(LdapConfig config) {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis((int) config.connectTimeout().toMillis());
    options.setResponseTimeoutMillis(config.responseTimeout().toMillis());
    options.setUseSynchronousMode(true);
    options.setAllowConcurrentSocketFactoryUse(true);
    // A referral would have us send a password wherever the directory says.
    options.setFollowReferrals(false);
    options.setBindWithDNRequiresPassword(true);
    options.setMaxMessageSize(LONGEST_MESSAGE);
    return options;
  }

  private static SSLSocketFactory tls(LdapConfig config) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(config.authority().isPresent() ? authorities(config.authority().get()) : null);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return new NamedServerSockets(context.getSocketFactory());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "auth.ldap.ca_file " + config.caFile() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static KeyStore authorities(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(file)) {
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("authority-" + number++, one);
      }
      if (number == 0) {
        throw new GeneralSecurityException("there is no certificate in it");
      }
    }
    return store;
  }

  @Override
  public void close() {
    searching.close();
  }
}
