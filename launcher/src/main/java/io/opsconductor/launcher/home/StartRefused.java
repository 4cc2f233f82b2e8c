package io.opsconductor.launcher.home;

/**
 * The server cannot start, or cannot go on, for a reason that a person has to mend.
 *
 * <p>The message is one line: what is wrong, and how to mend it. It is printed as it stands,
 * without a stack trace.
 */
public final class StartRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Exit code of a usage error: an unknown flag or key, or a value that cannot be. */
  public static final int USAGE = 2;

  /** Exit code of everything else that refuses the start. */
  public static final int FAILED = 1;

  private final int exitCode;

  private StartRefused(String line, int exitCode, Throwable cause) {
    super(line, cause);
    this.exitCode = exitCode;
  }

  /** Something around the server refuses the start: a port, a directory, a database. */
  public static StartRefused because(String line) {
    return new StartRefused(line, FAILED, null);
  }

  /** As {@link #because(String)}, with what was caught. */
  public static StartRefused because(String line, Throwable cause) {
    return new StartRefused(line, FAILED, cause);
  }

  /** A flag, an environment variable or a key of the configuration file is wrong. */
  public static StartRefused usage(String line) {
    return new StartRefused(line, USAGE, null);
  }

  /** Exit code of the process: {@link #USAGE} or {@link #FAILED}. */
  public int exitCode() {
    return exitCode;
  }
}
