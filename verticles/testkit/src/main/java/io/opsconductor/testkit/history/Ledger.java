package io.opsconductor.testkit.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A file to which commands append a line when they really start and when they end, each line
 * written in one piece and fsynced before the command goes on: the truth that the product's words
 * are compared with.
 */
public final class Ledger {

  /** Name of the environment variable by which a command learns the token of its run. */
  public static final String RUN = "RUN";

  private static final String COMMAND =
      """
      set -- ${SSH_CONNECTION-}
      L_target=${3-local}
      mark() {
        printf '%%s %%s %%s %%s %%s %%s\\n' "$RUN" "$L_target" %6$d "${OPSCONDUCTOR_ATTEMPT:--}" "$1" $$ |
          dd of='%1$s' oflag=append conv=notrunc,fsync 2>/dev/null
      }
      mark start
      sleep %7$s
      %2$s
      L_line=0
      while [ $L_line -lt %3$d ]; do
        L_line=$((L_line+1))
        printf '%%s %%06d\\n' "$RUN" $L_line
        %4$s
      done
      mark end
      exit %5$d
      """;

  private static final String FAIL_FIRST =
      "[ -e '%1$s'.\"$RUN.$L_target\" ] || { : >'%1$s'.\"$RUN.$L_target\"; mark end; exit %2$d; }";

  private final Path file;

  private Ledger(Path file) {
    this.file = file;
  }

  /** An empty ledger. */
  public static Ledger create(Path file) {
    if (file.toString().contains("'")) {
      throw new IllegalArgumentException("a quote in the ledger's name: " + file);
    }
    try {
      return new Ledger(Files.createFile(file.toAbsolutePath()));
    } catch (IOException e) {
      throw new UncheckedIOException("no ledger " + file, e);
    }
  }

  /**
   * Text for a POSIX shell. It takes the run's token from {@value #RUN}, the address from {@code
   * SSH_CONNECTION}, and the attempt from {@code OPSCONDUCTOR_ATTEMPT}.
   *
   * @param step counted from 0
   */
  public String command(LedgerWork work, int step) {
    String first = work.failFirst() ? FAIL_FIRST.formatted(file, LedgerWork.FIRST_FAILURE) : ":";
    return COMMAND.formatted(
        file, first, work.lines(), each(work), work.exitCode(), step, seconds(work.silence()));
  }

  private static String each(LedgerWork work) {
    String binary = work.binary() ? "printf '\\000\\377\\302%06d\\n' $L_line >&2\n" : "";
    return binary + (work.pause().isZero() ? ":" : "sleep " + seconds(work.pause()));
  }

  private static String seconds(Duration pause) {
    return "%d.%03d".formatted(pause.toSeconds(), pause.toMillisPart());
  }

  /** What was written so far, in order. */
  public List<LedgerMark> marks() {
    try {
      return Files.readAllLines(file).stream().map(LedgerMark::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger cannot be read", e);
    }
  }
}
