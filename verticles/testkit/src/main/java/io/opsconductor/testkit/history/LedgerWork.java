package io.opsconductor.testkit.history;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * A command that prints what follows from its parameters alone, so that its output can be checked
 * to the byte.
 *
 * @param name of the kind, for people
 * @param silence before it prints anything
 * @param lines how many numbered lines are printed
 * @param pause between them
 * @param binary each line has a line of NUL and invalid UTF-8 beside it on stderr
 * @param exitCode with which it ends
 * @param failFirst whether the first start on a target ends with {@link #FIRST_FAILURE} instead
 */
public record LedgerWork(
    String name,
    Duration silence,
    int lines,
    Duration pause,
    boolean binary,
    int exitCode,
    boolean failFirst) {

  /** As sysexits(3) has it: try again. */
  public static final int FIRST_FAILURE = 75;

  public LedgerWork {
    if (silence.isNegative() || lines < 0 || pause.isNegative() || exitCode < 0 || exitCode > 125) {
      throw new IllegalArgumentException(
          "ledger work %s: silence, lines and pause must not be negative and the exit code 0 to 125, got %s, %d, %s, %d"
              .formatted(name, silence, lines, pause, exitCode));
    }
  }

  /** One that is not silent and does not fail at first. */
  public static LedgerWork of(
      String name, int lines, Duration pause, boolean binary, int exitCode) {
    return new LedgerWork(name, Duration.ZERO, lines, pause, binary, exitCode, false);
  }

  /** Of a run that goes to its end. */
  public byte[] stdout(String run) {
    StringBuilder text = new StringBuilder();
    for (int line = 1; line <= lines; line++) {
      text.append(String.format(Locale.ROOT, "%s %06d%n", run, line));
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Of a run that goes to its end. */
  public byte[] stderr() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int line = 1; binary && line <= lines; line++) {
      bytes.writeBytes(new byte[] {0, (byte) 0xFF, (byte) 0xC2});
      bytes.writeBytes(
          String.format(Locale.ROOT, "%06d%n", line).getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }
}
