package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.platform.fault.FaultPoint;
import java.time.Duration;
import java.util.Optional;

/**
 * One attempt, watched from here over as many connections as it takes. The command runs on whether
 * or not anybody watches.
 *
 * <pre>
 *            ┌──────────── exists ───────────┐
 *            │                               ▼
 *   start ───┴─▶ under way ──broke──▶ reconnect, attach ──▶ under way ...
 *                    │                       │
 *                    ├─ exited               ├─ gone, never confirmed ──▶ start
 *                    ├─ cancel, time-out     ├─ gone, other boot, unreachable too long ──▶ lost
 *                    │    ──▶ kill, look     └─ fenced
 *                    └─ left to somebody else
 * </pre>
 *
 * <p>{@link #run} is called once; {@link #cancel} and {@link #leave} by any thread at any time.
 */
public final class AttemptRun implements RunningStep {

  private static final Duration OPEN = Duration.ofSeconds(10);
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(3);
  private static final int ANSWERS_WITHOUT_START = 5;
  private static final int KILLS_WITH_ANSWER = 3;

  private final Attempt attempt;
  private final Optional<String> bootId;
  private final OutputSink sink;
  private final Runnable onStarted;
  private final Duration patience;
  private final Futility futility;
  private final StepWatch watch = new StepWatch();
  private long out;
  private long err;
  private volatile boolean started;
  private volatile boolean cancelAsked;
  private volatile boolean left;
  private volatile Shell shell;
  private boolean keepsShell;
  private boolean idle;
  private boolean elsewhere;
  private boolean existed;
  private int unhelpful;
  private int kills;

  /**
   * An attempt that was dispatched.
   *
   * @param bootId of the target when the attempt was dispatched
   * @param from what is known of it already
   * @param onStarted told once or more when the target confirms that it is under way; must not
   *     block
   * @param patience how long a target that cannot be reached is tried again
   */
  public AttemptRun(
      Attempt attempt,
      Optional<String> bootId,
      Position from,
      OutputSink sink,
      Runnable onStarted,
      Duration patience) {
    this.attempt = attempt;
    this.bootId = bootId;
    this.out = from.out();
    this.err = from.err();
    this.started = from.started();
    this.sink = sink;
    this.onStarted = onStarted;
    this.patience = patience;
    this.futility = new Futility(patience);
  }

  /**
   * How much of an attempt is known.
   *
   * @param started the target confirmed the start
   * @param out bytes of its standard output
   * @param err bytes of its standard error
   */
  public record Position(boolean started, long out, long err) {

    public static final Position NOTHING = new Position(false, 0, 0);
  }

  /**
   * Starts the attempt, or attaches to it, and waits for its end.
   *
   * @param first a shell on the target to begin with; null to connect
   */
  public StepResult run(Shell first, Duration timeout, Reconnect reconnect)
      throws InterruptedException {
    Deadline deadline = Deadline.in(timeout);
    shell = first;
    elsewhere = first == null || first.wasIdle();
    boolean start = !started;
    try {
      if (cancelAsked && start && first != null) {
        return StepResult.stopped(StepResult.End.CANCELLED, true, "cancelled before the start");
      }
      while (!left) {
        if (shell == null && !reopen(reconnect)) {
          return givenUp(deadline);
        }
        if (rebooted()) {
          return lost("the target was started anew while the command was running");
        }
        boolean starts = start && !cancelAsked && !deadline.passed();
        AttemptSession session = begin(starts);
        AttemptSession.Ending ending;
        try (SpoolGuard _ = session.guard(attempt, starts)) {
          ending = session.await(deadline, () -> cancelAsked || left);
          Optional<StepResult> result = conclude(session, ending, deadline, reconnect);
          if (result.isPresent()) {
            return result.get();
          }
        }
        start = !started && ending == AttemptSession.Ending.GONE;
      }
      return StepResult.left();
    } finally {
      if (!idle) {
        hangUp();
      }
    }
  }

  @Override
  public void cancel() {
    cancelAsked = true;
    watch.changed();
  }

  @Override
  public void leave() {
    left = true;
    watch.changed();
  }

  /** The connection that is in use, if there is one. */
  public Optional<SshConnection> connection() {
    return Optional.ofNullable(shell).map(Shell::connection);
  }

  /** Has the shell left open that starts the attempt; to be said before {@link #run}. */
  public void keepShell() {
    keepsShell = true;
  }

  /** After the end: the shell that was to be left open, if it waits for another attempt. */
  public Optional<Shell> idleShell() {
    return idle ? Optional.of(shell) : Optional.empty();
  }

  private AttemptSession begin(boolean start) {
    futility.sessionBegins();
    Marker marker = Marker.random();
    AttemptSession session = new AttemptSession(shell, marker, out, err, sink, watch, this::begun);
    boolean follows = shell.connection().traits().map(TargetTraits::follows).orElse(false);
    if (start) {
      shell.say(AttemptScripts.start(marker, attempt), OPEN);
    } else {
      long quota = shell.connection().settings().spoolBytes();
      shell.say(AttemptScripts.attach(marker, attempt, out, err, follows, quota), OPEN);
    }
    FaultPoint.WORKERS_PROGRAM_SENT.pass();
    return session;
  }

  private void begun() {
    started = true;
    FaultPoint.WORKERS_START_CONFIRMED.pass();
    onStarted.run();
  }

  /** Empty to go on with another session. */
  private Optional<StepResult> conclude(
      AttemptSession session, AttemptSession.Ending ending, Deadline deadline, Reconnect reconnect)
      throws InterruptedException {
    StepResult result =
        switch (ending) {
          case EXITED -> exited(session, false);
          case EXITED_LEFT_OPEN -> exited(session, true);
          case NO_EXIT_CODE -> lost("its processes ended and nobody kept the exit code");
          case FENCED -> StepResult.fenced();
          case REFUSED ->
              out + err + watch.delivered() > 0
                  ? lost(session, "what it kept on the target was changed")
                  : StepResult.notStarted(session.words());
          case GONE ->
              cancelAsked && !started && !existed
                  ? stop(session, StepResult.End.CANCELLED, "cancelled before the start", reconnect)
                  : gone(session);
          case NO_SHELL ->
              started || elsewhere
                  ? null
                  : StepResult.notStarted("the login shell ended and ran no command");
          case EXISTS -> {
            existed = true;
            yield null;
          }
          case BROKEN, LEFT_OPEN -> null;
          case OVERDUE -> stop(session, StepResult.End.TIMED_OUT, late(deadline), reconnect);
          case INTERRUPTED ->
              left ? null : stop(session, StepResult.End.CANCELLED, "cancelled", reconnect);
        };
    if (result != null) {
      return Optional.of(result);
    }
    futility.sessionEnded(follow(session));
    if (unhelpful > ANSWERS_WITHOUT_START) {
      return Optional.of(lost("the target answers, but the command cannot be attached to"));
    }
    if (shell == null && futility.over()) {
      return Optional.of(givenUp(deadline));
    }
    if (shell == null) {
      pause(Deadline.in(futility.pause()));
    }
    return Optional.empty();
  }

  private void pause(Deadline end) throws InterruptedException {
    while (!left && !cancelAsked && !end.passed()) {
      watch.await(end.remaining());
    }
  }

  /** Null to start it. */
  private StepResult gone(AttemptSession session) throws InterruptedException {
    return started || existed ? lost(session, "nothing of it is left on the target") : null;
  }

  /** What it printed may still be on its way. */
  private static StepResult lost(AttemptSession session, String why) throws InterruptedException {
    session.awaitEnd(LAST_OUTPUT);
    return lost(why);
  }

  /** Takes over where a session ended; whether it brought output. */
  private boolean follow(AttemptSession session) throws InterruptedException {
    long before = out + err;
    elsewhere = true;
    SshConnection connection = shell.connection();
    if (left) {
      connection.close();
    }
    out = session.mute(OutputStreamName.STDOUT);
    err = session.mute(OutputStreamName.STDERR);
    session.hangUp();
    shell = null;
    unhelpful = connection.isOpen() ? unhelpful + 1 : 0;
    if (connection.isOpen() && !left) {
      try {
        shell = Shell.open(connection, OPEN);
      } catch (SshConnectException e) {
        connection.close();
      }
    }
    return out + err > before;
  }

  /** What was told to end by a worker that is no more, and not to be cancelled, was late. */
  private StepResult exited(AttemptSession session, boolean leftOpen) throws InterruptedException {
    if (session.stopped() && !cancelAsked) {
      return StepResult.stopped(
          StepResult.End.TIMED_OUT, true, "not finished in time; an earlier worker stopped it");
    }
    idle = keepsShell && session.idle();
    if (idle) {
      shell.becomesIdle();
      session.mute(OutputStreamName.STDOUT);
      session.mute(OutputStreamName.STDERR);
    }
    StepResult result = StepResult.exited(session.exitCode(), leftOpen);
    return session.incomplete()
        ? result.withMessage("the target could not keep all that the command printed")
        : result;
  }

  /** Null to try again over another connection. */
  private StepResult stop(
      AttemptSession session, StepResult.End end, String message, Reconnect reconnect)
      throws InterruptedException {
    boolean gone = new RemoteKill(shell.connection(), session.stalled(), reconnect).kill(attempt);
    if (gone) {
      session.awaitEnd(LAST_OUTPUT);
      return StepResult.stopped(end, true, message);
    }
    if (++kills < KILLS_WITH_ANSWER) {
      return null;
    }
    return StepResult.stopped(end, false, message + "; its processes did not end");
  }

  /** False when the target could not be reached for too long, or nobody wants it any more. */
  private boolean reopen(Reconnect reconnect) throws InterruptedException {
    Deadline end = Deadline.in(patience);
    BackOff backOff = BackOff.betweenConnections();
    while (!left) {
      try {
        shell = open(reconnect.connect());
        return true;
      } catch (SshConnectException | OpsException e) {
        if (end.passed()) {
          return false;
        }
      }
      watch.await(backOff.nextWithJitter());
    }
    return false;
  }

  private static Shell open(SshConnection connection)
      throws SshConnectException, InterruptedException {
    try {
      Shell opened = Shell.open(connection, OPEN);
      Probe.of(opened, OPEN);
      return opened;
    } catch (SshConnectException e) {
      connection.close();
      throw e;
    }
  }

  private boolean rebooted() {
    Optional<String> now = shell.connection().traits().flatMap(TargetTraits::bootId);
    return bootId.isPresent() && now.isPresent() && !bootId.equals(now);
  }

  private StepResult givenUp(Deadline deadline) {
    if (left) {
      return StepResult.left();
    }
    String since = "the target could not be reached for " + patience.toSeconds() + " s";
    if (cancelAsked) {
      return StepResult.stopped(StepResult.End.CANCELLED, false, "cancelled, but " + since);
    }
    return deadline.passed()
        ? StepResult.stopped(StepResult.End.TIMED_OUT, false, late(deadline) + ", and " + since)
        : lost(since);
  }

  private static String late(Deadline deadline) {
    return "not finished within " + deadline.print();
  }

  private static StepResult lost(String why) {
    return StepResult.lost(why + "; whether or how the command ended is not known");
  }

  private void hangUp() {
    Shell open = shell;
    if (open != null) {
      open.hangUp();
    }
  }
}
