package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.executions.OutputStreamName;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/**
 * An attempt seen over one shell, from the sending of a program that starts it or attaches to it
 * until the attempt ended or this shell is of no more use for it.
 */
final class AttemptSession implements AttemptStream.Listener {

  private static final Duration LOOK = Duration.ofMillis(250);

  /** Why a session is over. */
  enum Ending {
    /** The command ended and told its exit code. */
    EXITED,
    /**
     * As {@code EXITED}, but a process of it keeps the output open: all before its own has come.
     */
    EXITED_LEFT_OPEN,
    /** The same, but how much there is before that process's own is not known: attach. */
    LEFT_OPEN,
    /** The command ended and nobody kept its exit code. */
    NO_EXIT_CODE,
    /** Somebody started it before: attach. */
    EXISTS,
    /** There is no such attempt, or nothing of it is left. */
    GONE,
    /** Somebody attached under a higher fence. */
    FENCED,
    /** The target could not start it, and said why. */
    REFUSED,
    /** The target ended the shell before it said anything. */
    NO_SHELL,
    /** The connection or the program around the command broke; the command may go on. */
    BROKEN,
    /** The time is over. */
    OVERDUE,
    /** Somebody asked for its end. */
    INTERRUPTED
  }

  private final Shell shell;
  private final StepWatch watch;
  private final Runnable onBegun;
  private final OutputEnd outputEnd;
  private final LifeSigns lifeSigns;
  private final AttemptStream stdout;
  private final AttemptStream stderr;
  private volatile String said;
  private volatile OptionalInt exitCode = OptionalInt.empty();
  private volatile boolean attached;
  private volatile boolean incomplete;
  private volatile boolean ended;
  private volatile boolean done;
  private volatile boolean busy;
  private volatile long[] spooled;
  private volatile boolean stopped;

  /**
   * @param onBegun told on the reader thread when the target confirms that the attempt is under way
   */
  AttemptSession(
      Shell shell,
      Marker marker,
      long out,
      long err,
      OutputSink sink,
      StepWatch watch,
      Runnable onBegun) {
    this.shell = shell;
    this.watch = watch;
    this.onBegun = onBegun;
    this.outputEnd = new OutputEnd(watch);
    this.lifeSigns = new LifeSigns(shell.connection(), watch);
    this.stdout = new AttemptStream(OutputStreamName.STDOUT, marker.text(), out, sink, this);
    this.stderr = new AttemptStream(OutputStreamName.STDERR, marker.text(), err, sink, this);
    shell.listen(stdout, stderr);
  }

  /** Begins to tell the target what has been received of it. */
  SpoolGuard guard(Attempt attempt, boolean starts) {
    return starts
        ? SpoolGuard.beside(shell, attempt, stdout, stderr)
        : SpoolGuard.within(shell, stdout, stderr);
  }

  /** Returns when the session is over, or the attempt is to be stopped. */
  Ending await(Deadline deadline, BooleanSupplier interrupted) throws InterruptedException {
    while (!shell.closed() && shell.connection().isOpen()) {
      if (said != null && answer() != null) {
        return answer();
      }
      if (interrupted.getAsBoolean()) {
        return Ending.INTERRUPTED;
      }
      if (deadline.passed()) {
        return Ending.OVERDUE;
      }
      if (complete()) {
        return Ending.EXITED;
      }
      if (exitCode.isPresent() && leftOpen()) {
        return attached ? Ending.EXITED_LEFT_OPEN : Ending.LEFT_OPEN;
      }
      if (lifeSigns.missing()) {
        shell.connection().close();
        return Ending.BROKEN;
      }
      watch.await(LOOK.compareTo(deadline.remaining()) < 0 ? LOOK : deadline.remaining());
    }
    return closed();
  }

  /** Whether all was heard of the attempt, and its shell waits for more to do. */
  boolean idle() {
    return complete() && !attached && !busy && !shell.closed();
  }

  /** Whether the exit code is known, and both outputs up to their ends. */
  private boolean complete() {
    return exitCode.isPresent() && ended && done;
  }

  /**
   * Whether the output goes on though the command has ended. An attached session is told how much
   * there was when it had, which may still be a long way off.
   */
  private boolean leftOpen() {
    return (!attached || spooledHasCome()) && outputEnd.reached();
  }

  private boolean spooledHasCome() {
    long[] all = spooled;
    return all != null && stdout.position() >= all[0] && stderr.position() >= all[1];
  }

  private Ending closed() throws InterruptedException {
    if (said != null && answer() != null) {
      return answer();
    }
    if (complete()) {
      return Ending.EXITED;
    }
    if (said == null) {
      return shell.endedByTarget() ? Ending.NO_SHELL : Ending.BROKEN;
    }
    return ended && done ? Ending.NO_EXIT_CODE : Ending.BROKEN;
  }

  /** Null while the attempt is under way. */
  private Ending answer() {
    return switch (firstWord(said)) {
      case "exists" -> Ending.EXISTS;
      case "gone" -> Ending.GONE;
      case "fenced" -> Ending.FENCED;
      case "refused" -> Ending.REFUSED;
      default -> null;
    };
  }

  /** What came with the answer. */
  String words() {
    return said.substring(firstWord(said).length()).strip();
  }

  int exitCode() {
    return exitCode.orElseThrow();
  }

  /** Whether the target could not keep all that the command printed. */
  boolean incomplete() {
    return incomplete;
  }

  /** Whether somebody told it to end before this session attached to it. */
  boolean stopped() {
    return stopped;
  }

  /** Whether what stopped it is the receiver of the output. */
  boolean stalled() {
    return watch.stalled();
  }

  /** Waits a little for what a command that was stopped had printed. */
  void awaitEnd(Duration atMost) throws InterruptedException {
    Deadline deadline = Deadline.in(atMost);
    while (!shell.closed() && shell.connection().isOpen() && !deadline.passed()) {
      watch.await(deadline.remaining());
    }
  }

  /** Delivers nothing more, and gives the position in a stream up to which it did. */
  long mute(OutputStreamName stream) throws InterruptedException {
    return switch (stream) {
      case STDOUT -> stdout.mute();
      case STDERR -> stderr.mute();
    };
  }

  void hangUp() {
    shell.hangUp();
  }

  @Override
  public void said(String words) {
    switch (firstWord(words)) {
      case "" -> {}
      case "exit" -> exitCode = code(words.substring(4).strip());
      case "short" -> incomplete = true;
      case "end" -> {
        // who hears it from the beginning does not need what the target keeps
        incomplete |= attached && !words.equals("end 0 0");
        ended = true;
      }
      case "done" -> done = true;
      case "busy" -> busy = true;
      case "spooled" -> spooled = sizes(words);
      case "stopped" -> stopped = true;
      case "new" -> begun(words);
      case "attached" -> {
        attached = true;
        stdout.accept(words.substring("attached".length()).strip());
        begun(words);
      }
      default -> said = words;
    }
    watch.changed();
  }

  private static OptionalInt code(String word) {
    return word.matches("[0-9]{1,9}")
        ? OptionalInt.of(Integer.parseInt(word))
        : OptionalInt.empty();
  }

  /** Of what the target says; null if that is no two numbers. */
  private static long[] sizes(String words) {
    return words.matches("spooled [0-9]{1,18} [0-9]{1,18}")
        ? Arrays.stream(words.split(" ")).skip(1).mapToLong(Long::parseLong).toArray()
        : null;
  }

  private void begun(String words) {
    said = words;
    onBegun.run();
  }

  private static String firstWord(String words) {
    int end = words.indexOf(' ');
    return end < 0 ? words : words.substring(0, end);
  }

  @Override
  public void entering(int bytes) {
    watch.enterSink(bytes);
  }

  @Override
  public void left() {
    watch.leaveSink();
  }

  @Override
  public void ended() {
    watch.changed();
  }
}
