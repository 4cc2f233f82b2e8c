package io.opsconductor.workers.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.Session;
import io.opsconductor.contracts.targets.ConnectionCategory;
import io.opsconductor.workers.masking.SecretMask;
import java.util.Arrays;

/**
 * What proves to a target who logs in, ready for use by any number of connections. Lives in memory
 * only; {@link #close} wipes what can be wiped.
 */
public final class SshCredential implements AutoCloseable {

  private final String username;
  private final JSch jsch;
  private final byte[] password;
  private final SecretMask mask;

  private SshCredential(String username, JSch jsch, byte[] password, SecretMask mask) {
    this.username = username;
    this.jsch = jsch;
    this.password = password;
    this.mask = mask;
  }

  /** The same, with what is to be masked in whatever comes over its connections. */
  public SshCredential masking(SecretMask secrets) {
    return new SshCredential(username, jsch, password, secrets);
  }

  SecretMask mask() {
    return mask;
  }

  /**
   * A private key: OpenSSH, PEM, PKCS#8 or PuTTY format; ed25519, ecdsa or rsa.
   *
   * @param privateKey its text; wiped before this returns
   * @param passphrase empty if it has none; wiped before this returns
   * @throws SshConnectException authentication, when the key cannot be read with that passphrase
   */
  public static SshCredential key(String username, byte[] privateKey, byte[] passphrase)
      throws SshConnectException {
    JSch jsch = new JSch();
    try {
      checkReadable(jsch, privateKey, passphrase);
      jsch.addIdentity("key", privateKey, null, passphrase.length == 0 ? null : passphrase);
      return new SshCredential(username, jsch, null, SecretMask.NONE);
    } catch (JSchException | IllegalArgumentException e) {
      throw new SshConnectException(
          ConnectionCategory.AUTHENTICATION, "the private key cannot be read");
    } finally {
      Arrays.fill(privateKey, (byte) 0);
      Arrays.fill(passphrase, (byte) 0);
    }
  }

  /**
   * A password, given by the password method or to a single keyboard-interactive prompt.
   *
   * @param password UTF-8; owned by the credential from now on
   */
  public static SshCredential password(String username, byte[] password) {
    return new SshCredential(username, new JSch(), password, SecretMask.NONE);
  }

  private static void checkReadable(JSch jsch, byte[] privateKey, byte[] passphrase)
      throws JSchException, SshConnectException {
    KeyPair pair = KeyPair.load(jsch, privateKey.clone(), null);
    try {
      if (pair.isEncrypted() && !pair.decrypt(passphrase.clone())) {
        throw new SshConnectException(
            ConnectionCategory.AUTHENTICATION,
            passphrase.length == 0
                ? "the private key is encrypted and the credential has no passphrase"
                : "the passphrase does not open the private key");
      }
    } finally {
      pair.dispose();
    }
  }

  /** Whom to log in as. */
  public String username() {
    return username;
  }

  /** A session that will log in with this credential. */
  Session session(SshEndpoint endpoint) throws JSchException {
    Session session = jsch.getSession(username, endpoint.host(), endpoint.port());
    if (password == null) {
      session.setConfig("PreferredAuthentications", "publickey");
    } else {
      session.setConfig("PreferredAuthentications", "password,keyboard-interactive");
      session.setPassword(password.clone());
      session.setUserInfo(new PasswordPrompt(password));
    }
    return session;
  }

  @Override
  public void close() {
    try {
      jsch.removeAllIdentity();
    } catch (JSchException e) {
      throw new IllegalStateException("an in-memory identity cannot fail to go", e);
    }
    if (password != null) {
      Arrays.fill(password, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "SshCredential[redacted]";
  }
}
