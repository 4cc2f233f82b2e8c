package io.opsconductor.workers.ssh;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A random line that a program prints before anything else, on both outputs. What comes before it
 * is noise of login start-up files. The program holds it in two halves, so that a shell that echoes
 * its input does not print it.
 */
record Marker(String first, String second) {

  private static final SecureRandom RANDOM = new SecureRandom();

  static Marker random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    String hex = HexFormat.of().formatHex(bytes);
    return new Marker("opsc-" + hex.substring(0, 16), hex.substring(16));
  }

  String text() {
    return first + second;
  }

  /** Shell text that prints the line. */
  String print(String moreWords) {
    return "printf '%s%s "
        + moreWords.replaceAll("\\S+", "%s")
        + "\\n' "
        + first
        + " "
        + second
        + " "
        + moreWords;
  }
}
