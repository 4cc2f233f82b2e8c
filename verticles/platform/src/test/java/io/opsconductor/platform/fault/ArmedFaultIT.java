package io.opsconductor.platform.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ArmedFaultIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String SAID_AT_THE_END = "went on";

  /** Passes one point twice. */
  static final class Passing {
    private Passing() {}

    public static void main(String[] arguments) {
      FaultPoint.OUTBOX_COMMITTED.pass();
      FaultPoint.OUTBOX_COMMITTED.pass();
      System.err.println(SAID_AT_THE_END);
    }
  }

  @Test
  void pass_shouldEndTheJvmAtOnce_whenItIsArmedToHalt() throws Exception {
    // given
    Process process = start("outbox.committed:halt:2");

    // when
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    // then
    assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(137);
    assertThat(said).contains("outbox.committed").doesNotContain(SAID_AT_THE_END);
  }

  @Test
  void pass_shouldStopTheProcessUntilItIsContinued_whenItIsArmedToFreeze() throws Exception {
    // given
    Process process = start("outbox.committed:freeze");

    // when
    Awaitility.await().atMost(LONG).until(() -> state(process).equals("T"));
    new ProcessBuilder("kill", "-CONT", Long.toString(process.pid())).start().waitFor();

    // then
    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains(SAID_AT_THE_END);
    assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static Process start(String fault) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-D" + ArmedFault.PROPERTY + "=" + fault,
            "-cp",
            System.getProperty("java.class.path"),
            Passing.class.getName())
        .start();
  }

  /** One letter, as proc(5) has it. */
  private static String state(Process process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
