package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.workers.ssh.AttemptRun.Position;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Much output, and how soon a little of it is there. */
@Isolated
class AttemptBulkIT {

  private static final Logger LOG = LoggerFactory.getLogger(AttemptBulkIT.class);

  /** {@code -Dattempt.bulk.mib=1024} for a long run. */
  private static final int MIB = Integer.getInteger("attempt.bulk.mib", 64);

  private static final long BYTES = MIB * 1024L * 1024;
  private static final int LINES = 60;

  private static AttemptHarness target;

  private final String name = AttemptHarness.name();

  @BeforeAll
  static void startServer() {
    target = AttemptHarness.start();
  }

  @AfterAll
  static void stopServer() {
    target.close();
  }

  @Test
  void run_shouldGiveEveryByteOnce_whenTheConnectionIsCutTwice() throws Exception {
    // given
    Path sum = target.sshd().directory().resolve("sum-" + name);
    String command =
        "mkfifo %1$s.f; sha256sum <%1$s.f >%1$s & head -c %2$d /dev/urandom | tee %1$s.f; wait; exit 5"
            .formatted(sum, BYTES);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    AtomicLong received = new AtomicLong();
    AtomicLong peak = new AtomicLong();
    OutputSink sink =
        (stream, at, bytes) -> {
          assertThat(stream).isEqualTo(OutputStreamName.STDOUT);
          assertThat(at).isEqualTo(received.get());
          digest.update(bytes);
          received.addAndGet(bytes.length);
          peak.accumulateAndGet(heap(), Math::max);
        };
    System.gc();
    long before = heap();
    long began = System.nanoTime();

    // when
    CompletableFuture<StepResult> result =
        target.begin(
            AttemptHarness.newRun(AttemptHarness.attempt(name, 1, command), Position.NOTHING, sink),
            Duration.ofMinutes(20));
    for (int part = 1; part <= 2; part++) {
      long least = BYTES * part / 3;
      await().atMost(Duration.ofMinutes(5)).until(() -> received.get() > least);
      target.sshd().killConnections();
    }

    // then
    assertThat(result.get(10, TimeUnit.MINUTES)).isEqualTo(StepResult.exited(5, false));
    double seconds = (System.nanoTime() - began) / 1e9;
    System.gc();
    LOG.info(
        "{} MiB in {} s; heap {} MiB before, {} MiB at most with garbage, {} MiB after",
        MIB,
        Math.round(seconds),
        before >> 20,
        peak.get() >> 20,
        heap() >> 20);
    assertThat(received.get()).isEqualTo(BYTES);
    assertThat(Files.readString(sum)).startsWith(HexFormat.of().formatHex(digest.digest()));
  }

  @Test
  void run_shouldShowOutputAtOnce_whenItIsWritten() throws Exception {
    // given
    String command =
        "i=0; while [ $i -lt %d ]; do date +%%s%%N; sleep 0.03; i=$((i+1)); done; exit 5"
            .formatted(2 * LINES);
    List<Long> micros = new CopyOnWriteArrayList<>();
    OutputSink sink =
        (stream, at, bytes) -> {
          Instant now = Instant.now();
          for (String line : new String(bytes, StandardCharsets.US_ASCII).lines().toList()) {
            long written = Long.parseLong(line);
            micros.add((now.getEpochSecond() * 1_000_000_000 + now.getNano() - written) / 1000);
          }
        };

    // when
    CompletableFuture<StepResult> result =
        target.begin(
            AttemptHarness.newRun(
                AttemptHarness.attempt(name, 1, command), Position.NOTHING, sink));
    await().atMost(Duration.ofSeconds(30)).until(() -> micros.size() >= LINES);
    int started = micros.size();
    target.sshd().killConnections();

    // then
    assertThat(result.get()).isEqualTo(StepResult.exited(5, false));
    assertThat(micros).hasSize(2 * LINES);
    long first = median(micros.subList(0, started));
    long second = median(micros.subList(started + LINES / 2, micros.size()));
    LOG.info("From the write to the receiver: {} us started here, {} us attached", first, second);
    assertThat(first).isLessThan(500_000);
    assertThat(second).isLessThan(500_000);
  }

  private static long median(List<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
    return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
  }

  private static long heap() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
