package io.opsconductor.testkit;

import io.opsconductor.testkit.ChaosProxy.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.AsyncAuthException;

/**
 * An SSH server on loopback that goes wrong at one phase, for every connection. Up to that phase it
 * is right: it runs commands with a real shell as the user of the test, with a home of its own.
 */
public final class BadSshd implements AutoCloseable {

  private static final String ED25519 = KeyPairProvider.SSH_ED25519;
  private static final String ECDSA = KeyPairProvider.ECDSA_SHA2_NISTP256;
  private static final int BITS = 256;
  private static final long TRICKLE = 100;

  private final String password = UUID.randomUUID().toString();
  private final Path home;
  private final KeyPair knownKey;
  private final RawPeer raw;
  private final SshServer server;
  private final ChaosProxy proxy;

  private BadSshd(Misbehaviour misbehaviour) throws IOException, GeneralSecurityException {
    this.home = Files.createTempDirectory("bad-sshd");
    this.knownKey = KeyUtils.generateKeyPair(ED25519, BITS);
    if (RawPeer.plays(misbehaviour)) {
      this.raw = new RawPeer(misbehaviour);
      this.server = null;
      this.proxy = ChaosProxy.to("127.0.0.1", raw.port(), 0);
    } else {
      this.raw = null;
      this.server = SshServer.setUpDefaultServer();
      prepare(misbehaviour);
      server.start();
      this.proxy = ChaosProxy.to("127.0.0.1", server.getPort(), 0);
      if (misbehaviour == Misbehaviour.TRICKLES) {
        proxy.condition(Direction.TO_CLIENT, LinkCondition.NORMAL.slowedTo(TRICKLE));
      }
    }
  }

  /** Starts a server that goes wrong in this way. */
  public static BadSshd start(Misbehaviour misbehaviour) {
    try {
      return new BadSshd(misbehaviour);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the bad sshd cannot be started", e);
    }
  }

  private void prepare(Misbehaviour misbehaviour) throws GeneralSecurityException {
    KeyPair shown =
        misbehaviour == Misbehaviour.SHOWS_ANOTHER_HOST_KEY
            ? KeyUtils.generateKeyPair(ECDSA, BITS)
            : knownKey;
    server.setHost("127.0.0.1");
    server.setNioWorkers(1);
    server.setKeyPairProvider(KeyPairProvider.wrap(shown));
    server.setPasswordAuthenticator(
        (user, given, session) -> {
          if (misbehaviour == Misbehaviour.HANGS_BEFORE_AUTH_ANSWER) {
            throw new AsyncAuthException();
          }
          return given.equals(password);
        });
    server.setCommandFactory(
        (channel, line) -> new BadCommand(line, home, misbehaviour, () -> started(misbehaviour)));
  }

  /** A command has printed its first bytes. */
  private void started(Misbehaviour misbehaviour) {
    switch (misbehaviour) {
      case HALF_CLOSES -> proxy.halfClose(Direction.TO_CLIENT);
      case FALLS_SILENT -> proxy.condition(LinkCondition.NORMAL.swallowing());
      case RESETS -> proxy.reset();
      case HANGS_BEFORE_BANNER,
          TRICKLES_BANNER,
          HANGS_IN_KEY_EXCHANGE,
          HANGS_UP_IN_KEY_EXCHANGE,
          GARBLES_KEY_EXCHANGE,
          TRICKLES,
          SHOWS_ANOTHER_HOST_KEY,
          HANGS_BEFORE_AUTH_ANSWER,
          HANGS_BEFORE_EXIT_STATUS,
          FLOODS,
          PRINTS_BINARY -> {}
    }
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return proxy.port();
  }

  public String host() {
    return proxy.host();
  }

  /** Any name is let in with it. */
  public String password() {
    return password;
  }

  /** The key that it is known by, {@code type base64}; ed25519. */
  public String hostKey() {
    return PublicKeyEntry.toString(knownKey.getPublic());
  }

  /** What stands before it, to make it worse or better. */
  public ChaosProxy proxy() {
    return proxy;
  }

  /** What {@link Misbehaviour#PRINTS_BINARY} adds to the output of each command. */
  public static byte[] binary() {
    return BadCommand.binary();
  }

  @Override
  public void close() {
    proxy.close();
    try {
      if (server != null) {
        server.stop(true);
      }
      if (raw != null) {
        raw.close();
      }
      deleteHome();
    } catch (IOException e) {
      throw new UncheckedIOException("the bad sshd does not stop", e);
    }
  }

  /** A command that was left to itself may still write there. */
  private void deleteHome() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
