package io.opsconductor.launcher.postgres;

import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the PostgreSQL programs are started: they refuse to run as root.
 *
 * <p>As root they run in a user namespace of their own, in which root is nobody special, and the
 * files stay root's. Where such namespaces are forbidden (many containers), or the data belongs to
 * another user already, they run as that user.
 */
sealed interface RunAs {

  /** The command that runs {@code command} under this identity. */
  List<String> wrap(List<String> command);

  /** Gives the tree to this identity where it must own it. */
  void own(Path tree);

  /** Decides for a data directory, which need not exist yet. */
  static RunAs choose(Path parent, Path dataDirectory) {
    if (UnixUser.currentId() != 0) {
      return new Caller();
    }
    int owner = Files.exists(dataDirectory) ? UnixUser.ownerOf(dataDirectory) : 0;
    if (owner != 0) {
      return OtherUser.of(new UnixUser(owner, UnixUser.groupOf(dataDirectory)), parent);
    }
    if (ChildProcess.succeeds(List.of("unshare", "--user", "true"))) {
      return new OwnNamespace();
    }
    return Stream.of("postgres", "nobody")
        .flatMap(name -> UnixUser.named(name).stream())
        .findFirst()
        .map(user -> OtherUser.of(user, parent))
        .orElseThrow(
            () ->
                StartRefused.because(
                    "PostgreSQL does not run as root, and neither `unshare --user` nor a user"
                        + " postgres or nobody is to be had. Start as an ordinary user."));
  }

  /** An ordinary user runs them as itself. */
  record Caller() implements RunAs {
    @Override
    public List<String> wrap(List<String> command) {
      return command;
    }

    @Override
    public void own(Path tree) {}
  }

  /** Root runs them in a user namespace without a mapping. */
  record OwnNamespace() implements RunAs {
    @Override
    public List<String> wrap(List<String> command) {
      return Stream.concat(Stream.of("unshare", "--user"), command.stream()).toList();
    }

    @Override
    public void own(Path tree) {}
  }

  /** Root runs them as another user, who owns their files. */
  record OtherUser(UnixUser user, List<String> prefix) implements RunAs {

    static OtherUser of(UnixUser user, Path parent) {
      List<String> prefix =
          List.of("setpriv", "--reuid=" + user.id(), "--regid=" + user.group(), "--clear-groups");
      OtherUser other = new OtherUser(user, prefix);
      other.requireReach(parent);
      return other;
    }

    @Override
    public List<String> wrap(List<String> command) {
      return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    @Override
    public void own(Path tree) {
      try {
        Files.walkFileTree(tree, new ChangeOwner(user));
      } catch (IOException e) {
        throw StartRefused.because("Cannot give " + tree + " to user " + user.id() + ": " + e, e);
      }
    }

    private void requireReach(Path parent) {
      try {
        Path root = Optional.ofNullable(parent.getParent()).orElse(parent);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
      } catch (IOException e) {
        throw StartRefused.because("Cannot open " + parent + " to PostgreSQL: " + e, e);
      }
      if (!ChildProcess.succeeds(wrap(List.of("test", "-x", parent.toString())))) {
        throw StartRefused.because(
            "PostgreSQL does not run as root, and user "
                + user.id()
                + " cannot reach "
                + parent
                + ". Start as an ordinary user, or choose a --data that every user can reach.");
      }
    }
  }

  /** Gives each file to a user. */
  final class ChangeOwner extends SimpleFileVisitor<Path> {
    private final UnixUser user;

    private ChangeOwner(UnixUser user) {
      this.user = user;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      user.own(directory);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      user.own(file);
      return FileVisitResult.CONTINUE;
    }
  }
}
