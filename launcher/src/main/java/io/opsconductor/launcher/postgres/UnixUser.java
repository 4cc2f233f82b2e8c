package io.opsconductor.launcher.postgres;

import com.sun.security.auth.module.UnixSystem;
import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A user of the operating system.
 *
 * @param id numeric user id
 * @param group numeric id of the user's own group
 */
record UnixUser(int id, int group) {

  /** The user of this process; 0 is root. */
  static long currentId() {
    return new UnixSystem().getUid();
  }

  static Optional<UnixUser> named(String name) {
    return number(List.of("id", "-u", name))
        .flatMap(id -> number(List.of("id", "-g", name)).map(group -> new UnixUser(id, group)));
  }

  static int ownerOf(Path file) {
    return attribute(file, "unix:uid");
  }

  static int groupOf(Path file) {
    return attribute(file, "unix:gid");
  }

  void own(Path file) throws IOException {
    Files.setAttribute(file, "unix:uid", id, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(file, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
  }

  private static int attribute(Path file, String name) {
    try {
      return (Integer) Files.getAttribute(file, name);
    } catch (IOException e) {
      throw StartRefused.because("Cannot look at " + file + ": " + e, e);
    }
  }

  private static Optional<Integer> number(List<String> command) {
    return ChildProcess.firstLine(command).map(Integer::valueOf);
  }
}
