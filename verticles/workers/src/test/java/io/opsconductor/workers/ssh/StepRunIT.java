package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.jobs.Interpreter;
import io.opsconductor.testkit.TestSshd;
import io.opsconductor.workers.ssh.StepResult.End;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepRunIT {

  private static TestSshd sshd;
  private static SshConnector connector;
  private SshConnection connection;

  @BeforeAll
  static void startServer() {
    sshd = TestSshd.start();
    connector = new SshConnector(SshSettings.defaults());
  }

  @AfterAll
  static void stopServer() {
    connector.close();
    sshd.close();
  }

  @BeforeEach
  void connect() throws Exception {
    connection =
        connector.connect(
            Ssh.endpoint(sshd), Ssh.key(sshd), key -> HostKeyVerifier.Verdict.ACCEPTED);
  }

  @AfterEach
  void disconnect() {
    connection.close();
  }

  @Test
  void run_shouldGiveOutputAndStatus_whenTheCommandEnds() throws Exception {
    // when
    Ssh.Recorded echo = Ssh.run(connection, "echo hi; echo oops >&2; exit 3");

    // then
    assertThat(echo.out()).isEqualTo("hi\n");
    assertThat(echo.err()).isEqualTo("oops\n");
    assertThat(echo.result()).isEqualTo(StepResult.exited(3, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 126, 127, 128, 200, 255})
  void run_shouldGiveTheStatus_whenTheCommandExits(int status) throws Exception {
    assertThat(Ssh.run(connection, "exit " + status).code()).isEqualTo(status);
  }

  @Test
  void run_shouldGive128AndTheSignal_whenASignalEndsIt() throws Exception {
    assertThat(Ssh.run(connection, "kill -KILL $$").code()).isEqualTo(137);
    assertThat(Ssh.run(connection, "kill -TERM $$").code()).isEqualTo(143);
    assertThat(Ssh.run(connection, "sh -c 'kill -KILL $$'").code()).isEqualTo(137);
  }

  @Test
  void run_shouldKeepEveryByte_whenTheOutputIsBinary() throws Exception {
    // given
    String command =
        "printf 'a\\000b\\377\\303\\244'; printf '\\303' >&2; sleep 0.05; printf '\\244' >&2;"
            + " printf 'no newline'";

    // when
    Ssh.Recorded binary = Ssh.run(connection, command);

    // then
    assertThat(HexFormat.of().formatHex(binary.stdout(), 0, 6)).isEqualTo("610062ffc3a4");
    assertThat(binary.out()).endsWith("no newline");
    assertThat(binary.err()).isEqualTo("ä");
  }

  @Test
  void run_shouldTakeManyLines_whenTheyHoldHereDocumentsAndQuotes() throws Exception {
    // given
    String command =
        """
        echo "$0 $# $?" 'single' # comment
        cat <<'EOF'
        it's $HOME "quoted" \\ back
        EOF
        # a comment at the end\
        """;

    // when
    Ssh.Recorded result = Ssh.run(connection, command);

    // then
    assertThat(result.out()).isEqualTo("/bin/sh 0 0 single\nit's $HOME \"quoted\" \\ back\n");
  }

  @Test
  void run_shouldGiveStatusTwo_whenTheCommandDoesNotParse() throws Exception {
    // when
    Ssh.Recorded result = Ssh.run(connection, "if then; fi )");

    // then
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).containsIgnoringCase("syntax error");
  }

  @Test
  void run_shouldCarryNastyValues_whenTheyAreParameters() throws Exception {
    // given
    String nasty = "a'b\"c$(touch /tmp/x)`id`\\ \n\t*;&|<>!{}~#%é";
    String command = "printf %s \"$NASTY\"; printf '|%s|' \"$EMPTY\"; env | grep -c '^OPSC_'";

    // when
    Ssh.Recorded result =
        Ssh.run(connection, command, Map.of("NASTY", nasty, "EMPTY", ""), Ssh.LONG);

    // then
    assertThat(result.out()).isEqualTo(nasty + "||0\n");
  }

  @Test
  void run_shouldGiveAnEmptyInput_whenTheCommandReads() throws Exception {
    assertThat(Ssh.run(connection, "cat; read x || echo empty").out()).isEqualTo("empty\n");
  }

  @Test
  void run_shouldShowNothingInTheProcessList_whenACommandRuns() throws Exception {
    // given
    String command = "needle=haystack_$VALUE; sed 's/\\x0/ /g' /proc/[0-9]*/cmdline; echo $needle";

    // when
    Ssh.Recorded result =
        Ssh.run(connection, command, Map.of("VALUE", "4711-unmistakable"), Ssh.LONG);

    // then
    assertThat(result.out())
        .contains("/bin/sh -s")
        .doesNotContain("needle=")
        .endsWith("_4711-unmistakable\n");
    assertThat(result.out().split("4711-unmistakable", -1)).hasSize(2);
  }

  @Test
  void run_shouldLetBigCommandsThrough_whenTheyAreOneMebibyte() throws Exception {
    // given
    String big = "x='" + "y".repeat(1024 * 1024 - 100) + "'; echo ${#x}";

    // when
    Ssh.Recorded result = Ssh.run(connection, big);

    // then
    assertThat(result.out()).isEqualTo(1024 * 1024 - 100 + "\n");
  }

  @Test
  void run_shouldDeliverEveryByte_whenThereIsMuchOutput() throws Exception {
    // given
    String command =
        """
        f=$(mktemp); trap 'rm $f' 0
        head -c 100000000 /dev/urandom >$f
        cat $f; sha256sum <$f >&2\
        """;
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    AtomicLong count = new AtomicLong();
    StringBuilder sum = new StringBuilder();
    OutputSink sink =
        (stream, offset, bytes) -> {
          switch (stream) {
            case STDOUT -> {
              digest.update(bytes);
              count.addAndGet(bytes.length);
            }
            case STDERR -> sum.append(new String(bytes, StandardCharsets.US_ASCII));
          }
        };

    // when
    StepRun run = Ssh.step(connection, program(command), sink, Ssh.LONG);
    StepResult result = run.run(Duration.ofMinutes(2));

    // then
    assertThat(result.end()).isEqualTo(End.EXITED);
    assertThat(count.get()).isEqualTo(100_000_000);
    assertThat(sum.toString()).startsWith(HexFormat.of().formatHex(digest.digest()));
  }

  @Test
  void run_shouldEndSoon_whenAChildKeepsTheOutputOpen() throws Exception {
    // when
    long start = System.nanoTime();
    Ssh.Recorded result = Ssh.run(connection, "sleep 25 & echo hi");
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    // then
    assertThat(result.out()).isEqualTo("hi\n");
    assertThat(result.result()).isEqualTo(StepResult.exited(0, true));
    assertThat(took.toMillis()).isBetween(2_000L, 20_000L);
    assertThat(Ssh.run(connection, "echo again").out()).isEqualTo("again\n");
  }

  @Test
  void run_shouldEndSoon_whenAChildGoesOnPrinting() throws Exception {
    // when
    long start = System.nanoTime();
    Ssh.Recorded result =
        Ssh.run(
            connection,
            "(i=0; while [ $i -lt 25 ]; do sleep 1; echo $i; i=$((i+1)); done) & echo hi");
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    // then
    assertThat(result.out()).startsWith("hi\n");
    assertThat(result.result().outputLeftOpen()).isTrue();
    assertThat(took).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void run_shouldLoseNothing_whenTheReceiverIsSlow() throws Exception {
    // given
    AtomicLong count = new AtomicLong();
    CompletableFuture<Void> gate = new CompletableFuture<>();
    OutputSink sink =
        (stream, offset, bytes) -> {
          gate.join();
          count.addAndGet(bytes.length);
        };

    // when: the receiver lets nothing through for longer than a left-open output is waited for
    StepRun run =
        Ssh.step(connection, program("head -c 3000000 /dev/zero; echo done >&2"), sink, Ssh.LONG);
    Watchdog.after(Duration.ofSeconds(4), () -> gate.complete(null));
    StepResult result = run.run(Ssh.LONG);

    // then
    assertThat(result).isEqualTo(StepResult.exited(0, false));
    assertThat(count.get()).isEqualTo(3_000_005);
  }

  @Test
  void run_shouldBeLost_whenTheConnectionBreaks() throws Exception {
    // given
    OutputSink sink =
        (stream, offset, bytes) -> {
          if (stream == OutputStreamName.STDOUT) {
            sshd.killConnections();
          }
        };
    StepRun run = Ssh.step(connection, program("echo begin; sleep 20"), sink, Ssh.LONG);

    // when
    StepResult result = run.run(Ssh.LONG);

    // then
    assertThat(result.end()).isEqualTo(End.LOST);
  }

  @Test
  void run_shouldUseTheInterpreter_whenItIsAScript() throws Exception {
    // given
    String python = "import os, sys\nprint(os.environ['V'], repr(sys.stdin.read()))\n";

    // then
    assertThat(script(Interpreter.BASH, "a=(1 2 3); echo ${#a[@]} $V").out()).isEqualTo("3 v\n");
    assertThat(script(Interpreter.BASH, "exit 5").code()).isEqualTo(5);
    assertThat(script(Interpreter.BASH, "kill -9 $$").code()).isEqualTo(137);
    assertThat(script(Interpreter.PYTHON, python).out()).isEqualTo("v ''\n");
    assertThat(script(Interpreter.PERL, "print \"$ENV{V}\\n\"; exit 7").out()).isEqualTo("v\n");
    assertThat(script(Interpreter.SH, "echo $V; exit 4").code()).isEqualTo(4);
    assertThat(Ssh.run(connection, "ls -A /tmp | grep -c '^.opsc-'").out()).isEqualTo("0\n");
  }

  @Test
  void run_shouldSay127_whenTheInterpreterIsMissing() throws Exception {
    // when
    Ssh.Recorded result = script(Interpreter.POWERSHELL, "Get-Date");

    // then
    assertThat(result.code()).isEqualTo(127);
    assertThat(result.err()).isEqualTo("opsconductor: pwsh is not installed on this target\n");
  }

  private Ssh.Recorded script(Interpreter interpreter, String text) throws Exception {
    return Ssh.run(
        connection, StepProgram.of(interpreter, text, Map.of("V", "v"), Ssh.attempt()), Ssh.LONG);
  }

  private static StepProgram program(String command) {
    return StepProgram.of(Interpreter.SH, command, Map.of(), Ssh.attempt());
  }
}
