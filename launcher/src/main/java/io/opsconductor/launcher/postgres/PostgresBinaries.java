package io.opsconductor.launcher.postgres;

import io.opsconductor.launcher.home.StartRefused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs of one version, unpacked from the jar below a directory. */
final class PostgresBinaries {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);
  private static final Pattern VERSION_DIRECTORY = Pattern.compile("\\d+(\\.\\d+)+(\\.new)?");
  private static final int OWNER_EXECUTES = 0100;

  private final Path directory;

  private PostgresBinaries(Path directory) {
    this.directory = directory;
  }

  /**
   * Unpacks the programs into {@code parent/<version>} unless they are there already. Other
   * versions are left alone: a server may still run from them.
   */
  static PostgresBinaries unpack(Path parent, String version) {
    Path directory = parent.resolve(version);
    if (!Files.isDirectory(directory)) {
      unpackInto(directory, Platform.current());
    }
    return new PostgresBinaries(directory);
  }

  Path program(String name) {
    return directory.resolve("bin").resolve(name);
  }

  /** Deletes the programs of other versions; no server may run from them. */
  void deleteOthers() {
    try (Stream<Path> siblings = Files.list(directory.getParent())) {
      for (Path sibling : siblings.filter(this::isOtherVersion).toList()) {
        deleteTree(sibling);
      }
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("directory", directory.getParent())
          .log("Old PostgreSQL programs stay: {}", e.toString());
    }
  }

  private boolean isOtherVersion(Path sibling) {
    return !sibling.equals(directory)
        && VERSION_DIRECTORY.matcher(sibling.getFileName().toString()).matches();
  }

  private static void unpackInto(Path directory, Platform platform) {
    Path draft = directory.resolveSibling(directory.getFileName() + ".new");
    try (InputStream packed = archive(platform);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      deleteTree(draft);
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpackEntry(tar, entry, draft);
      }
      Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StartRefused.because(
          "Cannot unpack PostgreSQL into " + directory + ": " + e + ". Is the disk full?", e);
    }
  }

  private static InputStream archive(Platform platform) {
    InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + platform.archive());
    if (packed == null) {
      throw StartRefused.because(
          "This build carries no PostgreSQL for this platform ("
              + platform.archive()
              + " is missing).");
    }
    return packed;
  }

  private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path file = root.resolve(entry.getName()).normalize();
    if (!file.startsWith(root)) {
      throw new IOException("entry outside of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      createOpenDirectories(file);
    } else if (isNeededToRun(entry)) {
      createOpenDirectories(file.getParent());
      if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      } else {
        Files.copy(tar, file);
        Files.setPosixFilePermissions(file, permissions(entry.getMode()));
      }
    }
  }

  /** Open to every user whatever the umask is: the server may run as another one. */
  private static void createOpenDirectories(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      createOpenDirectories(directory.getParent());
      Files.createDirectory(directory);
      Files.setPosixFilePermissions(directory, permissions(OWNER_EXECUTES));
    }
  }

  private static boolean isNeededToRun(TarArchiveEntry entry) {
    return !entry.getName().endsWith(".a") && !entry.getName().endsWith(".pc");
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if ((mode & OWNER_EXECUTES) != 0) {
      permissions.addAll(
          List.of(
              PosixFilePermission.OWNER_EXECUTE,
              PosixFilePermission.GROUP_EXECUTE,
              PosixFilePermission.OTHERS_EXECUTE));
    }
    return permissions;
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
