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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The port that this node's gateway is to take. While a node has one, it holds a lock on a file of
 * the data directory, which tells other nodes of the cluster that the port is taken by one of them.
 */
final class GatewayPort implements AutoCloseable {

  private final int number;
  private final Optional<FileChannel> claim;

  private GatewayPort(int number, Optional<FileChannel> claim) {
    this.number = number;
    this.claim = claim;
  }

  /**
   * Chooses the port. One that a person asked for must be free, be it that a node gave up its
   * gateway there. Instead of the default one any free one will do when another node of the cluster
   * has a gateway, there or elsewhere.
   */
  static GatewayPort choose(GatewayAddress address, DataDirectory data) {
    int wanted = address.port().orElse(LauncherConfig.DEFAULT_PORT);
    if (wanted == 0) {
      return new GatewayPort(0, Optional.empty());
    }
    Optional<FileChannel> claim = claim(wanted, data);
    if (claim.isEmpty() && address.port().isEmpty()) {
      return new GatewayPort(0, Optional.empty());
    }
    if (!isFree(address.bind(), wanted)) {
      claim.ifPresent(GatewayPort::close);
      if (address.port().isEmpty() && isClaimed(data)) {
        return new GatewayPort(0, Optional.empty());
      }
      throw taken(
          address.bind(),
          wanted,
          claim.isEmpty() ? "another node of this cluster" : "another program");
    }
    return new GatewayPort(wanted, claim);
  }

  /** The number; 0 for any free one. */
  int number() {
    return number;
  }

  @Override
  public void close() {
    if (claim.isPresent()) {
      close(claim.get());
    }
  }

  static StartRefused taken(String bind, int port, String holder) {
    return StartRefused.because(
        "Port "
            + port
            + " on "
            + bind
            + " is taken by "
            + holder
            + ". Stop it, or choose another port with --port N or OPSCONDUCTOR_PORT=N (0 takes a"
            + " free one).");
  }

  /** Empty when another node has it. */
  private static Optional<FileChannel> claim(int port, DataDirectory data) {
    try {
      Path directory = Files.createDirectories(data.root().resolve("gateways"));
      FileChannel channel =
          FileChannel.open(
              directory.resolve(Integer.toString(port)),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return Optional.of(channel);
      }
      close(channel);
      return Optional.empty();
    } catch (IOException e) {
      throw StartRefused.because("Cannot write below " + data.root() + ": " + e, e);
    }
  }

  /** Whether a node of the cluster has any port. */
  private static boolean isClaimed(DataDirectory data) {
    try (Stream<Path> files = Files.list(data.root().resolve("gateways"))) {
      return files
          .map(file -> claim(Integer.parseInt(file.getFileName().toString()), data))
          .anyMatch(GatewayPort::isTaken);
    } catch (IOException e) {
      throw StartRefused.because("Cannot read below " + data.root() + ": " + e, e);
    }
  }

  private static boolean isTaken(Optional<FileChannel> claim) {
    claim.ifPresent(GatewayPort::close);
    return claim.isEmpty();
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another node in this process, as in tests.
      return false;
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("The claim on a port was not released", e);
    }
  }

  static boolean isFree(String bind, int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(bind))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
