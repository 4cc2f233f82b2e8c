package io.opsconductor.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorCliTest {

  private final FakeTerminal fake = new FakeTerminal();

  @ParameterizedTest
  @ValueSource(strings = {"", "server", "server --help", "--data /tmp/x", "--version", "--demo"})
  void takes_shouldLeaveItToTheServer_whenNoCommandIsGiven(String line) {
    assertThat(OperatorCli.takes(words(line))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"whoami", "--help", "-h", "--url http://x whoami", "--url=http://x exec"})
  void takes_shouldTakeIt_whenACommandIsGiven(String line) {
    assertThat(OperatorCli.takes(words(line))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "targt ls, Did you mean target",
    "target lss, Did you mean ls",
    "executions log, Did you mean logs",
    "exec --paralelism 3 -t a -- ls, Did you mean --parallelism",
    "target, Missing required subcommand",
    "exec -t a, Give either a command or --script.",
    "exec ls, Give either --selector (-t) or --target.",
    "exec -t a --target b ls, Give either --selector (-t) or --target.",
    "exec -t a --timeout soon ls, is not a time like 90s",
    "executions get latest, is not the id of an execution",
    "--url ftp://x whoami, is not the URL of a server",
    "target ls -o xml, NDJSON",
    "login, Who signs in?",
    "login -u ann, --password-stdin",
    "user password, --current-password-file",
    "credential add k -u root --type ssh_key, --key-file",
    "token create x -p * --on target:env=dev, With --on name the permissions",
    "token create x -p job:read --on target:env=dev, limits nothing",
    "session end, Say which sessions end",
    "session end --all 018f6f2e-7c1a-7000-8000-0000000000aa, Say which sessions end",
    "password forgot, Give --username or --email.",
    "password forgot -u ann --email ann@example.org, Give --username or --email.",
    "password reset, Use --token-file.",
    "email verify, Use --token-file.",
    "session end latest, is not the id of a session",
    "session end --except-current 018f6f2e-7c1a-7000-8000-0000000000aa, belong to --all",
    "session end --all --except-current -u ann, about your own sessions"
  })
  void execute_shouldSayWhatIsWrong_whenTheUsageIs(String line, String message) {
    // when
    int code = execute(line);

    // then
    assertThat(fake.err()).contains(message);
    assertThat(fake.out()).isEmpty();
    assertThat(code).isEqualTo(2);
  }

  @Test
  void execute_shouldAskForASignIn_whenThereIsNoSession() {
    assertThat(execute("whoami")).isEqualTo(5);
    assertThat(fake.err()).contains("opsconductor login");
  }

  @Test
  void execute_shouldPrintAScript_whenCompletionIsAsked() {
    assertThat(execute("completion bash")).isZero();
    assertThat(fake.out())
        .contains("complete -F")
        .contains("accept-host-key")
        .contains("--except-current");
  }

  @Test
  void execute_shouldSayWhatToDelete_whenTheSessionFileIsDamaged(@TempDir Path config)
      throws IOException {
    // given
    Path file = Files.createDirectories(config.resolve("opsconductor")).resolve("session.json");
    Files.writeString(file, "{torn");
    fake.config(config);

    // then
    assertThat(execute("whoami")).isEqualTo(1);
    assertThat(fake.err())
        .isEqualTo("Error: " + file + " is damaged: delete it, and sign in again\n");
  }

  @Test
  void execute_shouldShowHelp_whenAsked() {
    assertThat(execute("executions logs --help")).isZero();
    assertThat(fake.out()).contains("--follow");
  }

  @Test
  void distance_shouldCountEdits_whenWordsDiffer() {
    assertThat(Suggestions.distance("web-1", "web-2")).isEqualTo(1);
    assertThat(Suggestions.distance("wbe", "web")).isEqualTo(1);
    assertThat(Suggestions.distance("WEB", "web")).isZero();
    assertThat(Suggestions.distance("", "web")).isEqualTo(3);
  }

  private int execute(String line) {
    return OperatorCli.run(fake.terminal(), Clock.systemUTC(), words(line));
  }

  private static String[] words(String line) {
    return Arrays.stream(line.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new);
  }
}
