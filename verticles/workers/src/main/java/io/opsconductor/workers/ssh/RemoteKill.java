package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.executions.OutputStreamName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends the processes of a step over another channel of the same connection, or over another
 * connection when that one is of no use: TERM to the process group, KILL after the grace, then a
 * look.
 */
final class RemoteKill {

  private static final Duration OPEN = Duration.ofSeconds(3);
  private static final Duration SPARE = Duration.ofSeconds(15);
  private static final int LOOKS_A_SECOND = 10;
  private static final int LONGEST_ANSWER = 64;

  /**
   * A group that consists of zombies only answers a signal too, hence the second look into /proc. A
   * leader with another start time means that the number belongs to somebody else by now. A look
   * takes long on a busy host, so that the time is told by the host's clock where that costs no
   * process, and by the number of looks elsewhere.
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
        while [ $n -gt 0 ] && [ $u -le $end ] && ! over; do pause; n=$((n-1)); clock; done
      }
      if ! reused; then
        kill -s TERM -- -$p 2>/dev/null
        kill -s CONT -- -$p 2>/dev/null
        await %d %d
        if ! over; then
          kill -s KILL -- -$p 2>/dev/null
          await 20 2
        fi
      fi
      %s
      if reused || over; then echo gone; else echo alive; fi
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
   * @param file of the step's script, removed too
   * @return whether the target said that the group is gone
   */
  boolean kill(RemoteGroup group, Optional<String> file) throws InterruptedException {
    if (group == null || !group.killable()) {
      return false;
    }
    String remove = file.map(name -> "rm -f \"${TMPDIR:-/tmp}/" + name + "\"").orElse("");
    return kill(program("p=%d t=%d".formatted(group.group(), group.startTime()), remove));
  }

  /**
   * Kills what an attempt started, and looks.
   *
   * @return whether the target said that it is gone
   */
  boolean kill(Attempt attempt) throws InterruptedException {
    return kill(program(AttemptScripts.locate(attempt), ""));
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

  private String program(String locate, String remove) {
    long grace = connection.settings().killGrace().toMillis();
    long looks = Math.max(1, grace * LOOKS_A_SECOND / 1000);
    return PROGRAM.formatted(locate, looks, grace / 1000, remove);
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
