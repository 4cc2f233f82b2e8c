package io.opsconductor.workers.ssh;

/** POSIX shell quoting. */
final class ShellText {

  private ShellText() {}

  /** One word that the shell takes literally, whatever is in it. */
  static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
