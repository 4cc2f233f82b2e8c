package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.executions.OutputStreamName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Ends the processes of a step over another channel of the same connection, or over another
 * connection when that one is of no use: TERM to the process group, KILL after the grace, then the
 * same for what it started elsewhere, then a look.
 */
final class RemoteKill {

  private static final Duration OPEN = Duration.ofSeconds(3);
  private static final Duration SPARE = Duration.ofSeconds(15);
  private static final int LOOKS_A_SECOND = 10;
  private static final int LONGEST_ANSWER = 64;
  private static final Duration LONGEST_GRACE_OF_STRAYS = Duration.ofSeconds(5);

  /** What a shell that has ended left behind was meant to stay. */
  private static final String UNLESS_ENDED = "[ \"$(start)\" = $t ] || a=";

  /**
   * A group that consists of zombies only answers a signal too, hence the second look into /proc. A
   * leader with another start time means that the number belongs to somebody else by now. A look
   * takes long on a busy host, so that the time is told by the host's clock where that costs no
   * process, and by the number of looks elsewhere.
   *
   * <p>What left the group is known by its mark in the environment, as far as /proc and grep tell;
   * that comes last, since reading /proc may block on a process that is stuck. An sshd is let live
   * even if the step started it: without it nobody gets in any more.
   */
  private static final String PROGRAM =
      """
      %s
      start() {
        { read -r s </proc/$p/stat; } 2>/dev/null || return 1
        set -- ${s##*) }
        [ "$1" != Z ] && [ "$1" != X ] && echo "${20-0}"
      }
      reused() { [ $t != 0 ] && s=$(start) && [ "$s" != $t ]; }
      there() { kill -s 0 -- -$p 2>/dev/null; }
      living() {
        [ -r /proc/self/stat ] || return 0
        for f in /proc/[0-9]*/stat; do
          { read -r s <$f; } 2>/dev/null || continue
          set -- ${s##*) }
          [ "$3" = $p ] && [ "$1" != Z ] && [ "$1" != X ] && return 0
        done
        return 1
      }
      over() { ! there || ! living; }
      pause() { sleep 0.1 2>/dev/null || sleep 1; }
      clock() { { read -r u r </proc/uptime; } 2>/dev/null || u=0; u=${u%%%%.*}; }
      await() {
        n=$1
        clock
        end=$((u+$2))
        while [ $n -gt 0 ] && [ $u -le $end ] && ! $3; do pause; n=$((n-1)); clock; done
      }
      strays() {
        g=
        [ -n "$a" ] || return 1
        for f in $(grep -lszxF -- "$a" /proc/[0-9]*/environ 2>/dev/null); do
          f=${f%%/environ}
          { read -r s <$f/stat; } 2>/dev/null || continue
          case $s in *"(sshd"*) continue ;; esac
          set -- ${s##*) }
          [ "$1" = Z ] || [ "$1" = X ] || g="$g ${f#/proc/}"
        done
        [ -n "$g" ]
      }
      caught() { strays || return 0; kill -s KILL $g 2>/dev/null; return 1; }
      alone() { ! strays; }
      %s
      if ! reused; then
        kill -s TERM -- -$p 2>/dev/null
        kill -s CONT -- -$p 2>/dev/null
        await %d %d over
        if ! over; then
          kill -s KILL -- -$p 2>/dev/null
          await 20 2 over
        fi
      fi
      if strays; then
        kill -s TERM $g 2>/dev/null
        kill -s CONT $g 2>/dev/null
        await %d %d alone
        await 20 2 caught
      fi
      %s
      if { reused || over; } && alone; then echo gone; else echo alive; fi
      """;

  private final SshConnection connection;
  private final boolean stalled;
  private final Reconnect reconnect;

  /**
   * @param connection the step's own
   * @param stalled its reader is held up by the receiver of the output, so that it would not see an
   *     answer
   * @param reconnect used when the step's own connection is stalled or gone
   */
  RemoteKill(SshConnection connection, boolean stalled, Reconnect reconnect) {
    this.connection = connection;
    this.stalled = stalled;
    this.reconnect = reconnect;
  }

  /**
   * Kills and looks.
   *
   * @param group null when the step did not say what it is
   * @param program of the step; the file of its script is removed too
   * @return whether the target said that the group is gone
   */
  boolean kill(RemoteGroup group, StepProgram program) throws InterruptedException {
    if (group == null || !group.killable()) {
      return false;
    }
    String remove = program.file().map(name -> "rm -f \"${TMPDIR:-/tmp}/" + name + "\"").orElse("");
    String locate = "p=%d t=%d a=%s".formatted(group.group(), group.startTime(), program.mark());
    return kill(text(locate, UNLESS_ENDED, remove));
  }

  /**
   * Kills what an attempt started, and looks.
   *
   * @return whether the target said that it is gone
   */
  boolean kill(Attempt attempt) throws InterruptedException {
    return kill(text(AttemptScripts.locate(attempt), "", ""));
  }

  private boolean kill(String program) throws InterruptedException {
    if (!stalled && connection.isOpen()) {
      try {
        return gone(connection, program);
      } catch (SshConnectException e) {
        // by another one, then
      }
    }
    try (SshConnection another = reconnect.connect()) {
      return gone(another, program);
    } catch (SshConnectException | RuntimeException e) {
      return false;
    }
  }

  private String text(String locate, String look, String remove) {
    long grace = connection.settings().killGrace().toMillis();
    long less = Math.min(grace, LONGEST_GRACE_OF_STRAYS.toMillis());
    return PROGRAM.formatted(
        locate, look, looks(grace), grace / 1000, looks(less), less / 1000, remove);
  }

  private static long looks(long millis) {
    return Math.max(1, millis * LOOKS_A_SECOND / 1000);
  }

  private boolean gone(SshConnection over, String program)
      throws SshConnectException, InterruptedException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    OutputSink sink =
        (stream, offset, bytes) -> {
          // what a target that floods sends besides must not be kept
          if (stream == OutputStreamName.STDOUT && answer.size() < LONGEST_ANSWER) {
            answer.writeBytes(bytes);
          }
        };
    StepRun run = new StepRun(Shell.open(over, OPEN), StepProgram.own(program), sink);
    run.run(connection.settings().killGrace().plus(SPARE));
    return answer.toString(StandardCharsets.US_ASCII).strip().equals("gone");
  }
}
