package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.workers.ssh.AttemptRun.Position;
import io.opsconductor.workers.ssh.StepResult.End;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class SpoolQuotaIT {

  private static final int MIB = 1024 * 1024;
  private static final long QUOTA = 8L * MIB;
  private static final Duration SOON = Duration.ofSeconds(30);

  private static AttemptHarness target;

  private final String name = AttemptHarness.name();
  private final Ssh.Recording recording = new Ssh.Recording();

  @BeforeAll
  static void startServer() {
    target = AttemptHarness.start(SshSettings.defaults().withSpoolBytes(QUOTA), Map.of());
  }

  @AfterAll
  static void stopServer() {
    target.close();
  }

  @Test
  void run_shouldHoldTheCommandAndLoseNothing_whenItFloodsAndNobodyReads() throws Exception {
    // given
    Path copy = target.sshd().directory().resolve(name);
    long position = floodAlone(copy);

    // when: as long as nobody comes
    long held = awaitHeld(position);

    // then: the target knows of the position of some moments ago
    assertThat(held - position).isBetween(QUOTA / 2, 2 * QUOTA);
    StepResult result =
        target
            .begin(
                AttemptHarness.newRun(
                    AttemptHarness.attempt(name, 2, ""),
                    new Position(true, position, 0),
                    recording))
            .get(3, TimeUnit.MINUTES);
    assertThat(result).isEqualTo(StepResult.exited(9, false));
    assertThat(recording.stdout.size()).isEqualTo(40 * MIB);
    assertThat(AttemptHarness.hash(recording.stdout.toByteArray()))
        .isEqualTo(AttemptHarness.hash(Files.readAllBytes(copy)));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(target.processes()).doesNotContain("sh", "tee", "tail"));
  }

  @Test
  void cancel_shouldBeConfirmed_whenTheCommandIsHeld() throws Exception {
    // given
    long position = floodAlone(target.sshd().directory().resolve(name));
    awaitHeld(position);
    AttemptRun run =
        AttemptHarness.newRun(
            AttemptHarness.attempt(name, 2, ""), new Position(true, position, 0), recording);

    // when
    run.cancel();

    // then
    assertThat(target.begin(run).get(1, TimeUnit.MINUTES).end()).isEqualTo(End.CANCELLED);
    target.clean(name);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(target.processes()).doesNotContain("sh", "tee", "head"));
  }

  @Test
  void run_shouldFreeTheDisk_whenTheOutputHasBeenReceived() throws Exception {
    // given
    Path file = target.files(name).resolve("out");
    Path probe = Files.write(target.sshd().directory().resolve("probe"), new byte[MIB]);
    assumeThat(blocks(probe, "fallocate -p -o 0 -l 524288 " + probe)).isLessThan(MIB);
    // a last byte that could begin a marker would be held back
    AttemptRun run =
        AttemptHarness.newRun(
            AttemptHarness.attempt(name, 1, "head -c 41943039 /dev/urandom; echo; sleep 60"),
            Position.NOTHING,
            recording);
    CompletableFuture<StepResult> result = target.begin(run);

    // then
    await().atMost(SOON).until(() -> recording.stdout.size() == 40 * MIB);
    await().atMost(SOON).untilAsserted(() -> assertThat(blocks(file, ":")).isLessThan(16L * MIB));
    run.cancel();
    assertThat(result.get().processesGone()).isTrue();
  }

  /** Has a command print 40 MiB that are left to themselves after the first few. */
  private long floodAlone(Path copy) throws Exception {
    String flood =
        "for i in 1 2 3 4 5 6 7 8 9 10; do for j in 1 2 3 4; do"
            + " head -c 1048576 /dev/urandom | tee -a %s; sleep 0.1; done; done; exit 9";
    AttemptRun run =
        AttemptHarness.newRun(
            AttemptHarness.attempt(name, 1, flood.formatted(copy)), Position.NOTHING, recording);
    CompletableFuture<StepResult> left = target.begin(run);
    await().atMost(SOON).until(() -> Files.exists(target.files(name).resolve("guard")));
    run.leave();
    assertThat(left.get().end()).isEqualTo(End.LEFT);
    return recording.stdout.size();
  }

  private long awaitHeld(long position) {
    Path file = target.files(name).resolve("out");
    long[] last = {position, System.nanoTime()};
    await()
        .atMost(SOON)
        .until(
            () -> {
              if (Files.size(file) != last[0]) {
                last[0] = Files.size(file);
                last[1] = System.nanoTime();
              }
              return System.nanoTime() - last[1] > TimeUnit.SECONDS.toNanos(3);
            });
    return last[0];
  }

  private static long blocks(Path file, String first) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", first + "; stat -c %b " + file)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return 512 * Long.parseLong(answer.strip());
  }
}
