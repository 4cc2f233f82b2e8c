package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.workers.ssh.AttemptRun.Position;
import io.opsconductor.workers.ssh.StepResult.End;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The programs of attempts under the shells that targets have. In a mount namespace of its own
 * another shell takes the place of /bin/sh; with busybox all tools are its own.
 */
class AttemptShellsIT {

  private static final Duration SOON = Duration.ofSeconds(15);

  private final String name = AttemptHarness.name();
  private final Ssh.Recording recording = new Ssh.Recording();
  private Path directory;
  private AttemptHarness target;

  @AfterEach
  void stopServer() throws Exception {
    if (target != null) {
      target.close();
    }
    if (directory != null) {
      run("rm", "-rf", directory.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"dash,true", "bash,true", "busybox,false"})
  void run_shouldLoseAndRepeatNothing_whenTheConnectionBreaks(String shell, boolean follows)
      throws Exception {
    // given
    start(shell, "");
    String command =
        "printf 'Á\\036 one\\n'; echo bad >&2; head -c 300000 /dev/zero | tr '\\0' x; sleep 2;"
            + " echo two; sleep 1; echo three >&2; exit 7";
    CompletableFuture<StepResult> result = begin(command);
    await().atMost(SOON).until(() -> recording.stdout.size() > 300_000);

    // when
    try (SshConnection connection = target.connect()) {
      TargetTraits traits = Probe.of(Shell.open(connection, SOON), SOON);
      assertThat(traits.unfit()).isEmpty();
      assertThat(traits.follows()).isEqualTo(follows);
    }
    target.sshd().killConnections();

    // then
    assertThat(result.get()).isEqualTo(StepResult.exited(7, false));
    assertThat(recording.out()).isEqualTo("Á\u001e one\n" + "x".repeat(300_000) + "two\n");
    assertThat(recording.stderr.toString(StandardCharsets.UTF_8)).isEqualTo("bad\nthree\n");

    // and who comes after its end is told the same, and nothing is left running
    Ssh.Recording again = new Ssh.Recording();
    StepResult later =
        target.run(AttemptHarness.attempt(name, 2, ""), new Position(true, 0, 0), again);
    assertThat(later).isEqualTo(StepResult.exited(7, false));
    assertThat(again.out()).isEqualTo(recording.out());
    target.clean(name);
    assertThat(target.files(name).toFile().list()).containsExactly("fin");
    await().atMost(SOON).untilAsserted(() -> assertThat(target.processes()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox"})
  void cancel_shouldBeConfirmed_whenTheConnectionIsGone(String shell) throws Exception {
    // given
    start(shell, "");
    AttemptRun run =
        AttemptHarness.newRun(
            AttemptHarness.attempt(name, 1, "echo one; setsid sleep 300 & sleep 300"),
            Position.NOTHING,
            recording);
    CompletableFuture<StepResult> result = target.begin(run);
    await().atMost(SOON).until(() -> recording.out().equals("one\n"));

    // when
    target.sshd().killConnections();
    run.cancel();

    // then
    assertThat(result.get()).isEqualTo(StepResult.stopped(End.CANCELLED, true, "cancelled"));
    await().atMost(SOON).untilAsserted(() -> assertThat(target.processes()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox"})
  void run_shouldTakeIt_whenTheCommandIsLargeAndOdd(String shell) throws Exception {
    // given
    start(shell, "");
    String text = "ÁÂÃÄÅÆÇÈ家 'x' $y \\ `z` ".repeat(5000);

    // when
    StepResult result =
        target.run(
            AttemptHarness.attempt(name, 1, "cat <<'END'\n" + text + "\nEND\nexit 3"),
            Position.NOTHING,
            recording);

    // then
    assertThat(result).isEqualTo(StepResult.exited(3, false));
    assertThat(recording.out()).isEqualTo(text + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"setsid", "mkfifo", "tee", "tail"})
  void probe_shouldSayWhatIsMissing_whenAToolIsNotThere(String tool) throws Exception {
    // given
    start("busybox", tool);

    // then
    try (SshConnection connection = target.connect()) {
      assertThat(Probe.of(Shell.open(connection, SOON), SOON).unfit())
          .isEqualTo(Optional.of(tool + " is not installed"));
    }
  }

  @Test
  void probe_shouldSayThatThereIsNoHome_whenThereIsNone() throws Exception {
    // given
    target =
        AttemptHarness.start(
            SshSettings.defaults(), Map.of("ForceCommand", "exec env -u HOME /bin/sh -s"));

    // then
    try (SshConnection connection = target.connect()) {
      assertThat(Probe.of(Shell.open(connection, SOON), SOON).unfit())
          .isEqualTo(Optional.of("the user has no home directory"));
    }
  }

  @Test
  void probe_shouldFindItFit_whenAnotherConnectionMakesTheDirectoryMeanwhile() throws Exception {
    // given: a mkdir that always comes second
    directory = Files.createTempDirectory("shells");
    Path second = directory.resolve("mkdir");
    Files.writeString(second, "#!/bin/sh\n/bin/mkdir \"$@\"\nexec /bin/mkdir \"$@\"\n");
    assertThat(second.toFile().setExecutable(true)).isTrue();
    target =
        AttemptHarness.start(
            SshSettings.defaults(),
            Map.of("ForceCommand", "PATH=" + directory + ":$PATH exec /bin/sh -s"));

    // then
    try (SshConnection connection = target.connect()) {
      assertThat(Probe.of(Shell.open(connection, SOON), SOON).unfit()).isEmpty();
    }
    assertThat(target.sshd().home().resolve(".opsconductor")).isDirectory();
  }

  private void start(String shell, String without) throws Exception {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    assumeThat(run("unshare", "-m", "true")).isZero();
    Path binary = Path.of("/usr/bin", shell);
    assumeThat(Files.isExecutable(binary)).isTrue();
    directory = Files.createTempDirectory("shells");
    String path = System.getenv("PATH");
    if (shell.equals("busybox")) {
      assumeThat(run("busybox", "--install", "-s", directory.toString())).isZero();
      if (!without.isEmpty()) {
        Files.delete(directory.resolve(without));
      }
      path = directory.toString();
    }
    String script =
        """
        mount --bind %s "$(readlink -f /bin/sh)"
        PATH=%s exec /bin/sh -s
        """
            .formatted(binary, path);
    Path wrapper = Files.writeString(directory.resolve(".wrapper"), script);
    target =
        AttemptHarness.start(
            SshSettings.defaults(), Map.of("ForceCommand", "exec unshare -m /bin/bash " + wrapper));
  }

  private CompletableFuture<StepResult> begin(String command) {
    return target.begin(
        AttemptHarness.newRun(
            AttemptHarness.attempt(name, 1, command), Position.NOTHING, recording));
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
