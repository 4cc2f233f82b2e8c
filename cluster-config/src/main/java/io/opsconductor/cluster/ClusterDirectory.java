package io.opsconductor.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster that a data directory is.
 *
 * <pre>
 * DATA/cluster/             0700
 *   id                      random name of the cluster
 *   secret                  0600, random
 *   open.lock, start.lock   held while the files above are made, while a node starts
 *   members/NODE            address and process of a live node
 * </pre>
 *
 * <p>All methods may be called from any thread and process. Files appear whole or not at all.
 */
public final class ClusterDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterDirectory.class);
  private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
  private static final int SECRET_BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  /**
   * Member files that nodes of this process hold: with its pid, any other file is of an earlier
   * life.
   */
  private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final ClusterIdentity identity;

  private ClusterDirectory(Path root, ClusterIdentity identity) {
    this.root = root;
    this.identity = identity;
  }

  /**
   * Opens the cluster of a data directory and founds it if there is none. Processes that race
   * agree.
   *
   * @throws IOException if the directory cannot be written or holds something else
   */
  public static ClusterDirectory open(Path data) throws IOException {
    Files.createDirectories(data);
    Path root = data.toRealPath().resolve("cluster");
    createOwnerDirectory(root);
    createOwnerDirectory(root.resolve("members"));
    try (DirectoryLock held = DirectoryLock.acquire(root.resolve("open.lock"), OPEN_TIMEOUT)) {
      LOG.trace("Founding under {}", held);
      String id = readOrCreate(root.resolve("id"), () -> UUID.randomUUID().toString());
      String secret = readOrCreate(root.resolve("secret"), ClusterDirectory::newSecret);
      return new ClusterDirectory(root, identityOf(root, id, secret));
    }
  }

  /** Id and secret that every node over this directory shares. */
  public ClusterIdentity identity() {
    return identity;
  }

  /** Addresses of the live nodes by node id. Files of dead processes are removed on the way. */
  public Map<String, MemberAddress> liveMembers() throws IOException {
    Map<String, MemberAddress> live = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve("members"))) {
      for (Path file : files) {
        String nodeId = file.getFileName().toString();
        if (NodeIdentity.NAME.matcher(nodeId).matches()) {
          addIfAlive(file, nodeId, live);
        }
      }
    }
    return live;
  }

  /**
   * Held from reading the live members until the own file is written, so that no two nodes start
   * knowing nobody.
   */
  DirectoryLock lockStart() throws IOException {
    return DirectoryLock.acquire(root.resolve("start.lock"), START_TIMEOUT);
  }

  /** Tells later nodes of this one. */
  void announce(String nodeId, MemberAddress address) throws IOException {
    Path file = memberFile(nodeId);
    HELD_BY_THIS_PROCESS.add(file);
    write(file, MemberRecord.ofThisProcess(address).render());
  }

  /** Takes the announcement back. */
  void withdraw(String nodeId) {
    Path file = memberFile(nodeId);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("The member file {} stays behind; the next node removes it", file, e);
    } finally {
      HELD_BY_THIS_PROCESS.remove(file);
    }
  }

  private Path memberFile(String nodeId) {
    return root.resolve("members").resolve(nodeId);
  }

  private static void addIfAlive(Path file, String nodeId, Map<String, MemberAddress> live)
      throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try {
      MemberRecord member = MemberRecord.parse(Files.readString(file));
      if (isAlive(file, member)) {
        live.put(nodeId, member.address());
        return;
      }
      LOG.info("Node {} of process {} is gone; its member file is removed", nodeId, member.pid());
    } catch (IOException e) {
      LOG.warn("The member file {} is unreadable and is removed: {}", file, e.getMessage());
    }
    Files.deleteIfExists(file);
  }

  /**
   * In a container every life of a node has the same pid, so for the own pid the memory decides.
   */
  private static boolean isAlive(Path file, MemberRecord member) {
    return member.isOfThisProcess() ? HELD_BY_THIS_PROCESS.contains(file) : member.isAlive();
  }

  private static String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static ClusterIdentity identityOf(Path root, String id, String secret)
      throws IOException {
    try {
      return new ClusterIdentity(id, secret);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s holds no usable cluster id and secret (%s): restore both or remove both"
              .formatted(root, e.getMessage()),
          e);
    }
  }

  private static String readOrCreate(Path file, Supplier<String> value) throws IOException {
    if (!Files.exists(file)) {
      write(file, value.get() + "\n");
    }
    restrict(file, OWNER_FILE);
    return Files.readString(file).strip();
  }

  private static void write(Path file, String text) throws IOException {
    // The dot keeps the draft out of the live members.
    Path draft =
        Files.createTempFile(
            file.getParent(), ".", ".draft", ownerOnly(file.getParent(), OWNER_FILE));
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void createOwnerDirectory(Path directory) throws IOException {
    Files.createDirectories(directory, ownerOnly(directory.getParent(), OWNER_DIRECTORY));
    restrict(directory, OWNER_DIRECTORY);
  }

  private static void restrict(Path path, Set<PosixFilePermission> allowed) throws IOException {
    if (!isPosix(path) || allowed.containsAll(Files.getPosixFilePermissions(path))) {
      return;
    }
    try {
      Files.setPosixFilePermissions(path, allowed);
      LOG.warn("Others could read {}: its permissions are now the owner's alone", path);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Others can read {} and its permissions cannot be changed", path, e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path where, Set<PosixFilePermission> permissions)
      throws IOException {
    return isPosix(where)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }

  @Override
  public String toString() {
    return "ClusterDirectory[" + root + "]";
  }
}
