package io.opsconductor.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.opsconductor.testkit.history.LedgerMark.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerIT {
  private static final LedgerWork WORK = LedgerWork.of("binary", 5, Duration.ofMillis(1), true, 3);

  @TempDir Path directory;

  private record Ran(int exitCode, byte[] stdout, byte[] stderr) {}

  private Ran run(List<String> shell, String command) throws IOException, InterruptedException {
    Path stdout = directory.resolve("stdout");
    Path stderr = directory.resolve("stderr");
    List<String> line = new ArrayList<>(shell);
    line.addAll(List.of("-c", command));
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
    builder.environment().put("RUN", "r-1");
    builder.environment().put("OPSCONDUCTOR_ATTEMPT", "t-1-2");
    builder.environment().put("SSH_CONNECTION", "127.0.0.1 50000 127.0.0.7 22");
    int code = builder.start().waitFor();
    return new Ran(code, Files.readAllBytes(stdout), Files.readAllBytes(stderr));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/dash", "/bin/bash", "/bin/busybox sh"})
  void command_shouldPrintWhatIsExpectedAndWriteItselfDown(String shell) throws Exception {
    // given
    List<String> words = List.of(shell.split(" ", -1));
    Assumptions.assumeThat(Path.of(words.getFirst())).exists();
    Ledger ledger = Ledger.create(directory.resolve("ledger"));

    // when
    Ran ran = run(words, ledger.command(WORK, 1));

    // then
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.stdout()).isEqualTo(WORK.stdout("r-1"));
    assertThat(ran.stderr()).isEqualTo(WORK.stderr());
    assertThat(ledger.marks())
        .extracting(
            LedgerMark::run,
            LedgerMark::target,
            LedgerMark::step,
            LedgerMark::attempt,
            LedgerMark::event)
        .containsExactly(
            tuple("r-1", "127.0.0.7", 1, Optional.of("t-1-2"), Event.START),
            tuple("r-1", "127.0.0.7", 1, Optional.of("t-1-2"), Event.END));
  }

  @Test
  void command_shouldFailOnlyTheFirstTime_whenItIsAskedTo() throws Exception {
    // given
    Ledger ledger = Ledger.create(directory.resolve("ledger"));
    LedgerWork work =
        new LedgerWork("retried", Duration.ofMillis(1), 2, Duration.ZERO, false, 0, true);

    // when
    Ran first = run(List.of("/bin/sh"), ledger.command(work, 0));
    Ran second = run(List.of("/bin/sh"), ledger.command(work, 0));

    // then
    assertThat(first.exitCode()).isEqualTo(LedgerWork.FIRST_FAILURE);
    assertThat(first.stdout()).isEmpty();
    assertThat(second.exitCode()).isZero();
    assertThat(second.stdout()).isEqualTo(work.stdout("r-1"));
  }

  @Test
  void marks_shouldAllBeThere_whenManyWriteAtOnce() throws Exception {
    // given
    Ledger ledger = Ledger.create(directory.resolve("ledger"));
    LedgerWork work = LedgerWork.of("quick", 0, Duration.ZERO, false, 0);
    List<Process> processes = new ArrayList<>();

    // when
    for (int i = 0; i < 20; i++) {
      ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", ledger.command(work, 0));
      builder.environment().put("RUN", "r-" + i);
      processes.add(builder.start());
    }
    for (Process process : processes) {
      process.waitFor();
    }

    // then
    assertThat(ledger.marks()).hasSize(40).allMatch(mark -> mark.attempt().isEmpty());
    assertThat(ledger.marks().stream().map(LedgerMark::run).distinct())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 20).mapToObj(i -> "r-" + i).toList());
  }
}
