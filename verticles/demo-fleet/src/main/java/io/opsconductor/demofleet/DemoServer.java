package io.opsconductor.demofleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/** One host: a server with a directory of its own as home and working directory. */
final class DemoServer implements AutoCloseable {

  private final String name;
  private final KeyPair hostKey;
  private final SshServer server;
  private final Processes processes = new Processes();
  private DemoHost host;

  DemoServer(String name, Path home, KeyPair hostKey, DemoLogin login) throws IOException {
    this.name = name;
    this.hostKey = hostKey;
    this.server = SshServer.setUpDefaultServer();
    Files.writeString(home.resolve("hostname"), name + "\n");
    server.setNioWorkers(1);
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    server.setCommandFactory((channel, line) -> new ShellCommand(line, name, home, processes));
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
    login.applyTo(server);
  }

  void start(String address, int port, Map<String, String> tags) throws IOException {
    server.setHost(address);
    server.setPort(port);
    server.start();
    host =
        new DemoHost(
            name, address, server.getPort(), PublicKeyEntry.toString(hostKey.getPublic()), tags);
  }

  DemoHost host() {
    return host;
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException("the demo host " + name + " does not stop", e);
    } finally {
      processes.close();
    }
  }
}
