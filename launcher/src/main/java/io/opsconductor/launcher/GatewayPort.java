package io.opsconductor.launcher;

import io.opsconductor.launcher.config.LauncherConfig;
import io.opsconductor.launcher.config.LauncherConfig.GatewayAddress;
import io.opsconductor.launcher.home.DataDirectory;
import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The port of this node's gateway. While it is held, a lock on a file of the data directory tells
 * other nodes of the cluster that its holder is one of them.
 */
final class GatewayPort implements AutoCloseable {

  private final int number;
  private final FileChannel claim;

  private GatewayPort(int number, FileChannel claim) {
    this.number = number;
    this.claim = claim;
  }

  /** Chooses the port; refuses one that is taken, unless nobody asked for it in particular. */
  static GatewayPort choose(GatewayAddress address, DataDirectory data) {
    int wanted = address.port().orElse(LauncherConfig.DEFAULT_PORT);
    if (wanted != 0 && isFree(address.bind(), wanted)) {
      return claim(wanted, data);
    }
    if (wanted == 0 || (address.port().isEmpty() && isClaimed(wanted, data))) {
      return claim(anyFree(address.bind()), data);
    }
    throw StartRefused.because(
        "Port %d on %s is taken by another program. Stop it, or choose another port with --port N (0 takes a free one)."
            .formatted(wanted, address.bind()));
  }

  int number() {
    return number;
  }

  @Override
  public void close() {
    try {
      claim.close();
    } catch (IOException e) {
      throw new IllegalStateException("The claim on port " + number + " was not released", e);
    }
  }

  private static GatewayPort claim(int port, DataDirectory data) {
    try {
      FileChannel channel = open(port, data);
      // Who holds the port holds the lock; that a predecessor is still closing it does no harm.
      if (channel.tryLock() == null) {
        channel.close();
      }
      return new GatewayPort(port, channel);
    } catch (IOException | OverlappingFileLockException e) {
      throw StartRefused.because("Cannot write below " + data.root() + ": " + e, e);
    }
  }

  private static boolean isClaimed(int port, DataDirectory data) {
    try (FileChannel channel = open(port, data)) {
      return channel.tryLock() == null;
    } catch (IOException e) {
      return false;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  private static FileChannel open(int port, DataDirectory data) throws IOException {
    Path directory = Files.createDirectories(data.root().resolve("gateways"));
    return FileChannel.open(
        directory.resolve(Integer.toString(port)),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  private static boolean isFree(String bind, int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(bind))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static int anyFree(String bind) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(bind))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw StartRefused.because("Cannot listen on " + bind + ": " + e.getMessage(), e);
    }
  }
}
