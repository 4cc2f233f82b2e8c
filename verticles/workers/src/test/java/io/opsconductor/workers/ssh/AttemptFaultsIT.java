package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.targets.ConnectionCategory;
import io.opsconductor.workers.ssh.AttemptRun.Position;
import io.opsconductor.workers.ssh.StepResult.End;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on a target while an attempt is there. */
class AttemptFaultsIT {

  private static AttemptHarness target;

  private final String name = AttemptHarness.name();
  private final Ssh.Recording recording = new Ssh.Recording();

  @BeforeAll
  static void startServer() {
    target = AttemptHarness.start();
  }

  @AfterAll
  static void stopServer() {
    target.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mkfifo 1 2", "mkfifo 1 2; echo 1 >fence; : >exit"})
  void run_shouldSayThatItNeverRan_whenTheStartWasCutOff(String done) throws Exception {
    // given
    target.shell(
        "mkdir -p ~/.opsconductor/%1$s; cd ~/.opsconductor/%1$s; %2$s".formatted(name, done));

    // when
    StepResult result = target.run(attempt("echo hi"), Position.NOTHING, recording);

    // then
    assertThat(result.end()).isEqualTo(End.NOT_STARTED);
    assertThat(result.message()).contains("cut off");
    assertThat(recording.out()).isEmpty();
  }

  @Test
  void run_shouldNotRun_whenSomebodyDecidedBefore() throws Exception {
    // given: the file is made by whoever decides, here after the directory and before the command
    String watch =
        "until [ -e ~/.opsconductor/%1$s/fence ]; do :; done; set -C; true >~/.opsconductor/%1$s/group"
            .formatted(name);
    Process decides =
        new ProcessBuilder("sh", "-c", watch.replace("~", target.sshd().home().toString())).start();

    // when
    StepResult result =
        target.run(attempt("touch ~/%s-ran; echo hi".formatted(name)), Position.NOTHING, recording);
    decides.waitFor(5, TimeUnit.SECONDS);

    // then: one or the other, and never both
    boolean ran = Files.exists(target.sshd().home().resolve(name + "-ran"));
    assertThat(result.end()).isEqualTo(ran ? End.EXITED : End.NOT_STARTED);
  }

  @Test
  void run_shouldBeLostWithItsOutput_whenTheShellAroundItIsKilled() throws Exception {
    // given
    CompletableFuture<StepResult> result = begin("echo one; sleep 3; echo two");
    awaitOut("one\n");

    // when
    AttemptHarness.kill(target.number(name, "run", 0), "KILL");

    // then
    assertThat(result.get().end()).isEqualTo(End.LOST);
    assertThat(recording.out()).isEqualTo("one\ntwo\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm -rf ~/.opsconductor",
        "rm -rf ~/.opsconductor/$OPSCONDUCTOR_ATTEMPT",
        "rm ~/.opsconductor/$OPSCONDUCTOR_ATTEMPT/group"
      })
  void run_shouldBeLostWithItsOutput_whenTheCommandTakesItsDirectoryAway(String away)
      throws Exception {
    // when
    CompletableFuture<StepResult> result = begin("echo before; " + away + "; echo after; exit 5");

    // then
    assertThat(result.get().end()).isEqualTo(End.LOST);
    assertThat(recording.out()).isEqualTo("before\nafter\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void run_shouldSayThatOutputIsMissing_whenATeeIsKilled(int tee) throws Exception {
    // given
    CompletableFuture<StepResult> result = begin("echo one; sleep 3; echo two; echo bad >&2");
    awaitOut("one\n");
    target.sshd().killConnections();

    // when
    AttemptHarness.kill(target.number(name, "run", tee), "KILL");

    // then
    assertThat(result.get().end()).isEqualTo(End.EXITED);
    assertThat(result.get().message()).contains("could not keep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "STOP"})
  void run_shouldGoOn_whenTheCommandIsKilledOrStopped(String signal) throws Exception {
    // given
    CompletableFuture<StepResult> result = begin("echo one; sleep 30");
    awaitOut("one\n");
    long process = target.number(name, "group", 0);

    // when
    AttemptHarness.kill(process, signal);
    if (signal.equals("STOP")) {
      AttemptHarness.kill(-process, "CONT");
      AttemptHarness.kill(process, "KILL");
    }

    // then
    assertThat(result.get()).isIn(StepResult.exited(137, false), StepResult.exited(137, true));
  }

  @Test
  void run_shouldGiveTheExitCode_whenTheDiskIsFull() throws Exception {
    // given: a home with room for nothing but a few files
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    Path home = target.sshd().home().resolve(".opsconductor");
    Files.createDirectories(home);
    assumeThat(sh("mount -t tmpfs -o size=256k none " + home)).isZero();
    try {
      // when
      CompletableFuture<StepResult> result =
          begin("echo one; head -c 1000000 /dev/zero; echo end >&2; sleep 2; exit 7");
      await().atMost(Duration.ofSeconds(10)).until(() -> recording.stderr.size() > 0);
      int whole = recording.stdout.size();
      target.sshd().killConnections();

      // then: nothing is made up, and what is missing is said
      assertThat(whole).isEqualTo(1_000_004);
      assertThat(recording.stderr.toString(StandardCharsets.UTF_8)).isEqualTo("end\n");
      assertThat(result.get().exitCode()).hasValue(7);
      assertThat(result.get().message()).contains("could not keep");
      // and somebody who comes later is told the same
      StepResult later =
          target.run(
              AttemptHarness.attempt(name, 2, ""),
              new Position(true, whole, 4),
              (stream, at, bytes) -> {});
      assertThat(later.exitCode()).hasValue(7);
    } finally {
      target.clean(name);
      await().atMost(Duration.ofSeconds(10)).until(() -> sh("umount " + home) == 0);
    }
  }

  @Test
  void run_shouldGiveTheExitCode_whenTheDiskFillsMeanwhile() throws Exception {
    // given
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    Path home = target.sshd().home().resolve(".opsconductor");
    Files.createDirectories(home);
    assumeThat(sh("mount -t tmpfs -o size=256k none " + home)).isZero();
    try {
      AttemptRun first =
          AttemptHarness.newRun(attempt("echo one; sleep 3; exit 7"), Position.NOTHING, recording);
      CompletableFuture<StepResult> left = target.begin(first);
      awaitOut("one\n");
      first.leave();
      assertThat(left.get().end()).isEqualTo(End.LEFT);
      sh("head -c 1000000 /dev/zero >" + home.resolve("filler"));

      // when
      CompletableFuture<StepResult> result =
          target.begin(
              AttemptHarness.newRun(
                  AttemptHarness.attempt(name, 1, ""), new Position(true, 4, 0), recording));

      // then
      assertThat(result.get().exitCode()).hasValue(7);
    } finally {
      target.clean(name);
      await().atMost(Duration.ofSeconds(10)).until(() -> sh("umount " + home) == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 10, 30, 100})
  void cancel_shouldBeConfirmed_whenItComesAtAnyMoment(int millis) throws Exception {
    // given
    String mark = "sleep 6" + name.replaceAll("[^0-9]", "").substring(0, 6);
    AttemptRun run = AttemptHarness.newRun(attempt(mark), Position.NOTHING, recording);
    CompletableFuture<StepResult> result = target.begin(run);

    // when
    await().pollInterval(Duration.ofMillis(2)).until(() -> run.connection().isPresent());
    long at = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    await().pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() >= at);
    run.cancel();

    // then: nothing runs, and nothing ever will
    assertThat(result.get().end()).isEqualTo(End.CANCELLED);
    assertThat(result.get().processesGone()).isTrue();
    await().until(() -> sh("pgrep -f '^" + mark + "$'") == 1);
    StepResult late =
        target.run(AttemptHarness.attempt(name, 1, mark), Position.NOTHING, recording);
    assertThat(late.end()).isIn(End.NOT_STARTED, End.LOST, End.EXITED, End.TIMED_OUT);
    assertThat(sh("pgrep -f '^" + mark + "$'")).isOne();
  }

  @Test
  void run_shouldGiveEverythingToBoth_whenTwoAttachAtOnce() throws Exception {
    // given
    AttemptRun first =
        AttemptHarness.newRun(
            attempt("echo one; sleep 3; echo two; exit 3"), Position.NOTHING, recording);
    CompletableFuture<StepResult> left = target.begin(first);
    awaitOut("one\n");
    first.leave();
    assertThat(left.get().end()).isEqualTo(End.LEFT);
    Ssh.Recording second = new Ssh.Recording();
    Ssh.Recording third = new Ssh.Recording();
    Position from = new Position(true, 0, 0);

    // when
    CompletableFuture<StepResult> one =
        target.begin(AttemptHarness.newRun(AttemptHarness.attempt(name, 2, ""), from, second));
    CompletableFuture<StepResult> other =
        target.begin(AttemptHarness.newRun(AttemptHarness.attempt(name, 2, ""), from, third));

    // then
    assertThat(one.get()).isEqualTo(StepResult.exited(3, false));
    assertThat(other.get()).isEqualTo(StepResult.exited(3, false));
    assertThat(second.out()).isEqualTo("one\ntwo\n");
    assertThat(third.out()).isEqualTo("one\ntwo\n");
  }

  @Test
  void run_shouldEndSoon_whenItAttachesAndAProcessWasLeftBehind() throws Exception {
    // given
    assertThat(target.run(attempt("sleep 20 & echo hi; exit 3"), Position.NOTHING, recording))
        .isEqualTo(StepResult.exited(3, true));
    Ssh.Recording again = new Ssh.Recording();

    // when
    StepResult later =
        target.run(AttemptHarness.attempt(name, 2, ""), new Position(true, 0, 0), again);

    // then
    assertThat(later).isEqualTo(StepResult.exited(3, true));
    assertThat(again.out()).isEqualTo("hi\n");
    target.clean(name);
  }

  @Test
  void run_shouldTimeOut_whenTheTargetCannotBeReachedMeanwhile() throws Exception {
    // given
    AtomicBoolean gone = new AtomicBoolean();
    Reconnect reconnect =
        () -> {
          if (gone.get()) {
            throw new SshConnectException(ConnectionCategory.UNREACHABLE, "gone");
          }
          return target.connect();
        };
    AttemptRun run =
        new AttemptRun(
            attempt("echo one; sleep 20"),
            Optional.empty(),
            Position.NOTHING,
            recording,
            () -> {},
            Duration.ofSeconds(3));
    CompletableFuture<StepResult> result =
        AttemptHarness.begin(run, Duration.ofSeconds(3), reconnect);
    awaitOut("one\n");

    // when
    gone.set(true);
    target.sshd().killConnections();

    // then
    assertThat(result.get().end()).isEqualTo(End.TIMED_OUT);
    assertThat(result.get().processesGone()).isFalse();
    AttemptHarness.kill(-target.number(name, "group", 0), "KILL");
  }

  @Test
  void run_shouldLeaveNoProcess_whenManyCommandsFollowEachOther() throws Exception {
    // when
    try (SshConnection connection = target.connect()) {
      for (int i = 0; i < 100; i++) {
        StepResult result =
            AttemptHarness.newRun(
                    AttemptHarness.attempt(AttemptHarness.name(), 1, "echo hi"),
                    Position.NOTHING,
                    (stream, at, bytes) -> {})
                .run(Shell.open(connection, Ssh.LONG), Ssh.LONG, Reconnect.NEVER);
        assertThat(result).isEqualTo(StepResult.exited(0, false));
      }
    }

    // then
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(target.processes()).doesNotContain("tee", "tail", "sh"));
  }

  @Test
  void clean_shouldEndTheTees_whenAProcessWasLeftBehind() throws Exception {
    // given
    String leftBehind = "setsid sh -c 'while :; do echo x; sleep 0.2; done' & echo hi";
    StepResult result = target.run(attempt(leftBehind), Position.NOTHING, recording);
    assertThat(result).isEqualTo(StepResult.exited(0, true));

    // when
    target.clean(name);

    // then: it ends as if its connection had
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(target.processes()).doesNotContain("tee", "sh"));
    assertThat(target.files(name).toFile().list()).contains("fin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space",
        "with 'quotes' \"and\" $HOME `id`",
        "mit Umläuten Á é 家",
        "new\nline"
      })
  void run_shouldWork_whenTheHomeHasAnOddName(String odd) throws Exception {
    // given: the directory of the target is a link, so that its name can be anything
    Path home = Files.createDirectory(target.sshd().directory().resolve(odd));
    String script = "HOME=%s exec /bin/sh -s".formatted(ShellText.quote(home.toString()));
    Path wrapper = Files.writeString(target.sshd().directory().resolve("sh-" + name), script);
    try (AttemptHarness other =
        AttemptHarness.start(
            SshSettings.defaults(), Map.of("ForceCommand", "exec /bin/sh " + wrapper))) {
      CompletableFuture<StepResult> result =
          other.begin(
              AttemptHarness.newRun(
                  attempt("echo one; sleep 3; echo two; exit 3"), Position.NOTHING, recording));
      awaitOut("one\n");

      // when
      other.sshd().killConnections();

      // then
      assertThat(result.get()).isEqualTo(StepResult.exited(3, false));
      assertThat(recording.out()).isEqualTo("one\ntwo\n");
      assertThat(Files.exists(home.resolve(".opsconductor").resolve(name))).isTrue();
    }
  }

  @Test
  void run_shouldAttach_whenTheEnvironmentChangesHowFilesAreListed() throws Exception {
    try (AttemptHarness other =
        AttemptHarness.start(
            SshSettings.defaults(),
            Map.of("SetEnv", "TIME_STYLE=long-iso BLOCK_SIZE=M LC_ALL=C.UTF-8"))) {
      CompletableFuture<StepResult> result =
          other.begin(
              AttemptHarness.newRun(
                  attempt("head -c 3000000 /dev/zero; echo one >&2; sleep 1; echo two"),
                  Position.NOTHING,
                  recording));
      await().until(() -> recording.stderr.size() == 4);

      // when
      other.sshd().killConnections();

      // then
      assertThat(result.get()).isEqualTo(StepResult.exited(0, false));
      assertThat(recording.stdout.size()).isEqualTo(3_000_004);
    }
  }

  @Test
  void run_shouldAttach_whenTheTargetSaysDatesInAnotherLanguage(@TempDir Path bin)
      throws Exception {
    // given
    program(
        bin.resolve("ls"),
        "[ \"${LC_ALL-}\" = C ] || set -- --time-style='+%m-%d' \"$@\"; exec /bin/ls \"$@\"");

    // when
    runCutOff(bin, "echo one; sleep 3; echo two");

    // then
    assertThat(recording.out()).isEqualTo("one\ntwo\n");
  }

  @Test
  void run_shouldGiveNoMoreThanTheCommandPrinted_whenTheTargetsToolsComplain(@TempDir Path bin)
      throws Exception {
    // given
    for (String tool : List.of("ls", "tail", "cat", "sleep")) {
      program(bin.resolve(tool), "echo oh >&2; exec /bin/%s \"$@\"".formatted(tool));
    }

    // when
    runCutOff(bin, "echo one; echo bad >&2; /bin/sleep 1; echo two");

    // then
    assertThat(recording.out()).isEqualTo("one\ntwo\n");
    assertThat(recording.stderr.toString(StandardCharsets.UTF_8)).isEqualTo("bad\n");
  }

  /** On a target whose tools are these; the connection is cut after the first line. */
  private void runCutOff(Path tools, String command) throws Exception {
    try (AttemptHarness other =
        AttemptHarness.start(
            SshSettings.defaults(), Map.of("SetEnv", "PATH=" + tools + ":/usr/bin:/bin"))) {
      CompletableFuture<StepResult> result =
          other.begin(AttemptHarness.newRun(attempt(command), Position.NOTHING, recording));
      await().until(() -> recording.stdout.size() == 4);
      other.sshd().killConnections();
      assertThat(result.get()).isEqualTo(StepResult.exited(0, false));
    }
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void run_shouldBeTimedOut_whenAWorkerThatIsGoneStoppedItForThat() throws Exception {
    // given
    AttemptRun first =
        AttemptHarness.newRun(
            attempt("trap 'echo bye; exit 0' TERM; echo one; while :; do sleep 0.1; done"),
            Position.NOTHING,
            recording);
    CompletableFuture<StepResult> left = target.begin(first);
    await().until(() -> recording.stdout.size() == 4);
    first.leave();
    assertThat(left.get().end()).isEqualTo(End.LEFT);

    // when
    Files.createFile(target.files(name).resolve("stop"));
    AttemptHarness.kill(-target.number(name, "group", 0), "TERM");
    StepResult result =
        target.run(AttemptHarness.attempt(name, 2, ""), new Position(true, 4, 0), recording);

    // then
    assertThat(result.end()).isEqualTo(End.TIMED_OUT);
    assertThat(result.processesGone()).isTrue();
    assertThat(recording.out()).isEqualTo("one\nbye\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "printf '\\036opsc-0000 exit 9\\n'; printf '\\036'",
        "printf '\\000\\036\\000\\377\\376x'; head -c 3000000 /dev/zero",
        "set -e; f() { exit 5; }; f; echo no",
        "trap 'echo trapped; exit 6' EXIT; false",
        "cat; read x; echo \"[$x]\"",
        "umask 0777; echo hi; exit 4",
        "exec sh -c 'echo Á é 家; exit 8'",
        "cat <<'E'\nÁÂÃÄÅÆÇÈ \\ $x `y`\nE",
        "exec >/dev/null 2>&1; sleep 0.3; exit 5"
      })
  void run_shouldBeAsWithoutAnyOfThis_whateverTheCommandDoes(String command) throws Exception {
    // given
    Ssh.Recorded plain;
    try (SshConnection connection = target.connect()) {
      plain = Ssh.run(connection, command);
    }

    // when
    StepResult result = target.run(attempt(command), Position.NOTHING, recording);

    // then
    assertThat(result.exitCode()).hasValue(plain.code());
    assertThat(recording.stdout.toByteArray()).isEqualTo(plain.stdout());
    assertThat(recording.stderr.toByteArray()).isEqualTo(plain.output().stderr.toByteArray());
  }

  @Test
  void run_shouldTakeIt_whenTheCommandIsLargerThanAPipe() throws Exception {
    // given
    String text = "Áé 'x' $y \\ ".repeat(30_000);

    // when
    StepResult result =
        target.run(attempt("cat <<'END'\n" + text + "\nEND\nexit 3"), Position.NOTHING, recording);

    // then
    assertThat(result).isEqualTo(StepResult.exited(3, false));
    assertThat(recording.out()).isEqualTo(text + "\n");
  }

  private static int sh(String command) throws Exception {
    return new ProcessBuilder("sh", "-c", command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private Attempt attempt(String command) {
    return AttemptHarness.attempt(name, 1, command);
  }

  private CompletableFuture<StepResult> begin(String command) {
    return target.begin(AttemptHarness.newRun(attempt(command), Position.NOTHING, recording));
  }

  private void awaitOut(String text) {
    await().atMost(Duration.ofSeconds(10)).until(() -> recording.out().equals(text));
  }
}
