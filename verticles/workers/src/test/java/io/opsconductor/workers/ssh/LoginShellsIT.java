package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.jcraft.jsch.ChannelExec;
import io.opsconductor.workers.ssh.AttemptRun.Position;
import io.opsconductor.workers.ssh.StepResult.End;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Attempts and plain steps on targets whose users have another login shell, with start-up files
 * that print before every command. A shell that is not installed is left out.
 */
class LoginShellsIT {

  private static final Duration SOON = Duration.ofSeconds(15);

  /**
   * A start-up file that prints on both outputs: lines without an end, the byte that begins a word,
   * and what could begin a marker. The same in sh, csh and fish.
   */
  private static final String TALKATIVE =
      """
      echo 'Welcome, it is Monday'; printf '\\036opsc-\\nOPSC {\\n\\036no line end'
      sh -c '(echo oops; printf half) >&2'
      """;

  /** A login shell, how sshd would call it, and the file that it reads then. */
  enum Login {
    TCSH("exec tcsh -c \"$SSH_ORIGINAL_COMMAND\"", ".cshrc"),
    FISH("exec fish -c \"$SSH_ORIGINAL_COMMAND\"", ".config/fish/config.fish"),
    FISH_AS_LOGIN("exec fish -l -c \"$SSH_ORIGINAL_COMMAND\"", ".config/fish/config.fish"),
    BASH("SHLVL=0 exec bash -c \"$SSH_ORIGINAL_COMMAND\"", ".bashrc"),
    BASH_AS_LOGIN("exec bash -l -c \"$SSH_ORIGINAL_COMMAND\"", ".profile"),
    ZSH("exec zsh -c \"$SSH_ORIGINAL_COMMAND\"", ".zshenv"),
    KSH_AS_LOGIN("exec ksh -l -c \"$SSH_ORIGINAL_COMMAND\"", ".profile");

    private final String command;
    private final String startUpFile;

    Login(String command, String startUpFile) {
      this.command = command;
      this.startUpFile = startUpFile;
    }

    private boolean installed() {
      String shell = name().split("_", -1)[0].toLowerCase(Locale.ROOT);
      return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
          .anyMatch(directory -> Files.isExecutable(Path.of(directory, shell)));
    }
  }

  private final String name = AttemptHarness.name();
  private final Ssh.Recording recording = new Ssh.Recording();
  private AttemptHarness target;

  @AfterEach
  void stopServer() {
    if (target != null) {
      target.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void attempt_shouldKeepEveryByte_whenTheLoginShellIsAnotherAndTalks(Login login)
      throws Exception {
    // given
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    start(login);
    Files.write(target.sshd().directory().resolve("bytes"), bytes);
    String file = target.sshd().directory().resolve("bytes").toString();
    CompletableFuture<StepResult> result =
        begin("cat %s; cat %s >&2; sleep 2; cat %s; exit 7".formatted(file, file, file));
    await().atMost(SOON).until(() -> recording.stderr.size() == bytes.length);

    // when
    target.sshd().killConnections();

    // then
    assertThat(result.get()).isEqualTo(StepResult.exited(7, false));
    byte[] twice = Arrays.copyOf(bytes, 2 * bytes.length);
    System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
    assertThat(recording.stdout.toByteArray()).isEqualTo(twice);
    assertThat(recording.stderr.toByteArray()).isEqualTo(bytes);
    target.clean(name);
    await().atMost(SOON).untilAsserted(() -> assertThat(target.processes()).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void cancel_shouldBeConfirmed_whenTheLoginShellIsAnotherAndTalks(Login login) throws Exception {
    // given
    start(login);
    AttemptRun run =
        AttemptHarness.newRun(
            AttemptHarness.attempt(name, 1, "echo one; sleep 300"), Position.NOTHING, recording);
    CompletableFuture<StepResult> result = target.begin(run);
    await().atMost(SOON).until(() -> recording.out().equals("one\n"));

    // when
    run.cancel();

    // then
    assertThat(result.get()).isEqualTo(StepResult.stopped(End.CANCELLED, true, "cancelled"));
    await().atMost(SOON).untilAsserted(() -> assertThat(target.processes()).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void step_shouldKeepEveryByte_whenTheLoginShellIsAnotherAndTalks(Login login) throws Exception {
    // given
    start(login);
    String odd = "ÁÂÃ \\ 'x' $y `z` !! %1 ~ {a,b} (c) ; end";

    // when
    Ssh.Recorded recorded;
    try (SshConnection connection = target.connect()) {
      assertThat(Probe.of(Shell.open(connection, SOON), SOON).unfit()).isEmpty();
      recorded =
          Ssh.run(
              connection,
              "printf '\\000\\036%s' \"$ODD\"; echo bad >&2; exit 3",
              Map.of("ODD", odd),
              SOON);
    }

    // then
    assertThat(recorded.out()).isEqualTo("\0\u001e" + odd);
    assertThat(recorded.err()).isEqualTo("bad\n");
    assertThat(recorded.code()).isEqualTo(3);
  }

  private void start(Login login) throws Exception {
    assumeThat(login.installed()).as(login + " is not installed").isTrue();
    target = AttemptHarness.start(SshSettings.defaults(), Map.of("ForceCommand", login.command));
    Path file = target.sshd().home().resolve(login.startUpFile);
    Files.createDirectories(file.getParent());
    Files.writeString(file, TALKATIVE);
    assertThat(talks()).as("what comes before a command").contains("Welcome");
  }

  /** The start-up file is read indeed. */
  private String talks() throws Exception {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    try (SshConnection connection = target.connect()) {
      ChannelExec shell = connection.openShell(heard, OutputStream.nullOutputStream(), SOON);
      shell.getOutputStream().close();
      await().atMost(SOON).until(shell::isClosed);
    }
    return heard.toString(StandardCharsets.UTF_8);
  }

  private CompletableFuture<StepResult> begin(String command) {
    return target.begin(
        AttemptHarness.newRun(
            AttemptHarness.attempt(name, 1, command), Position.NOTHING, recording));
  }
}
