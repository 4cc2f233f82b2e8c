package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The sign-ins of this user, one a server, in a file that only its owner reads (mode 0600). The
 * file is replaced as a whole, so that a reader never sees half of it.
 */
final class SessionFile {

  /** A file lock holds between processes; this one between the threads of a process. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final Path file;

  SessionFile(Path file) {
    this.file = file;
  }

  /** {@code $XDG_CONFIG_HOME/opsconductor/session.json} (XDG Base Directory Specification). */
  static SessionFile of(Terminal terminal) {
    Path config =
        terminal
            .variable("XDG_CONFIG_HOME")
            .map(Path::of)
            .filter(Path::isAbsolute)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"));
    return new SessionFile(config.resolve("opsconductor").resolve("session.json"));
  }

  /** The server that was signed in to last. */
  Optional<String> currentUrl() {
    return Optional.of(Json.text(content(), "current")).filter(url -> !url.isEmpty());
  }

  Optional<Session> session(URI server) {
    JsonNode stored = content().path("sessions").path(server.toString());
    return stored.isObject() ? Optional.of(Session.read(stored)) : Optional.empty();
  }

  /** Keeps the session and makes its server the current one. */
  void save(URI server, Session session) {
    ObjectNode content = content();
    content.put("current", server.toString());
    content.withObjectProperty("sessions").set(server.toString(), session.write());
    replace(content);
  }

  void remove(URI server) {
    ObjectNode content = content();
    content.withObjectProperty("sessions").remove(server.toString());
    replace(content);
  }

  /**
   * Does something while no other process does: a refresh token is good for one use, and using it
   * twice ends the session.
   */
  <T> T locked(Supplier<T> action) {
    THREADS.lock();
    try {
      createDirectory();
      Path lockFile = file.resolveSibling("session.lock");
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException(lockFile + " cannot be locked");
        }
        return action.get();
      }
    } catch (IOException e) {
      throw failed("locked", e);
    } finally {
      THREADS.unlock();
    }
  }

  private ObjectNode content() {
    try {
      if (Json.parse(Files.readAllBytes(file)) instanceof ObjectNode content) {
        return content;
      }
      throw damaged(null);
    } catch (NoSuchFileException e) {
      return Json.object();
    } catch (JsonProcessingException e) {
      throw damaged(e);
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  private void replace(ObjectNode content) {
    try {
      createDirectory();
      Path draft =
          Files.createTempFile(file.getParent(), "session", ".new", ownerOnly("rw-------"));
      try {
        Files.writeString(draft, Json.pretty(content) + "\n");
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw failed("written", e);
    }
  }

  private void createDirectory() {
    try {
      Files.createDirectories(file.getParent(), ownerOnly("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(file.getParent() + " cannot be created", e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  private CliException damaged(JsonProcessingException cause) {
    return new CliException(Exit.ERROR, file + " is damaged: delete it, and sign in again", cause);
  }

  private CliException failed(String what, IOException cause) {
    return new CliException(
        Exit.ERROR, file + " cannot be " + what + ": " + cause.getMessage(), cause);
  }
}
