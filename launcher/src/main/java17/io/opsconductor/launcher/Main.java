package io.opsconductor.launcher;

import java.lang.reflect.InvocationTargetException;

/**
 * Where the jar starts. Compiled for Java 17, so that an older Java says what is wrong in one line
 * instead of failing to read the classes of the server.
 */
public final class Main {

  private static final int NEEDED = 25;

  private Main() {}

  /** Starts the server or a command, under a Java that can. */
  public static void main(String[] arguments) throws Throwable {
    int running = Runtime.version().feature();
    if (running < NEEDED) {
      System.err.println(
          "OpsConductor needs Java "
              + NEEDED
              + " or newer, this is Java "
              + running
              + " ("
              + System.getProperty("java.home")
              + "). Install one, for example Eclipse Temurin "
              + NEEDED
              + ", and start with its java.");
      System.exit(1);
    }
    try {
      Class.forName("io.opsconductor.launcher.OpsConductor")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
