package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.targets.HostKeyPolicy;
import io.opsconductor.testkit.ChaosProxy;
import io.opsconductor.testkit.LinkCondition;
import io.opsconductor.workers.ssh.AttemptRun.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that ended long before all that they printed has come over a slow link. */
class AttemptEndIT {

  private static final int BYTES = 16 * 1024 * 1024;
  private static final long BYTES_PER_SECOND = 4 * 1024 * 1024;

  private static AttemptHarness target;

  private final String name = AttemptHarness.name();
  private final SshConnector connector = new SshConnector(SshSettings.defaults());
  private final AtomicLong received = new AtomicLong();
  private MessageDigest digest;
  private ChaosProxy link;

  @BeforeAll
  static void startServer() {
    target = AttemptHarness.start();
  }

  @AfterAll
  static void stopServer() {
    target.close();
  }

  @BeforeEach
  void openLink() throws Exception {
    digest = MessageDigest.getInstance("SHA-256");
    link = ChaosProxy.to("127.0.0.1", target.sshd().port(), 1);
    link.condition(ChaosProxy.Direction.TO_CLIENT, LinkCondition.NORMAL.slowedTo(BYTES_PER_SECOND));
  }

  @AfterEach
  void closeLink() throws Exception {
    link.close();
    target.clean(name);
  }

  @Test
  void run_shouldGiveAllOutput_whenTheLinkIsSlowAndAProcessWasLeftBehind() throws Exception {
    // when
    StepResult result = begin("sleep 60 &", 1).get();

    // then
    assertThat(result).isEqualTo(StepResult.exited(3, true));
    assertThatAllHasCome();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sleep 60 &"})
  void run_shouldGiveAllOutput_whenTheConnectionIsCutAfterTheExitCodeHasCome(String first)
      throws Exception {
    // when
    StepResult result = begin(first, 8).get();

    // then
    assertThat(result).isEqualTo(StepResult.exited(3, !first.isEmpty()));
    assertThatAllHasCome();
  }

  /** The command ends while nobody is connected; then it is attached to, this many times. */
  private CompletableFuture<StepResult> begin(String first, int times) {
    String command = "%s head -c %d /dev/urandom | tee %s; exit 3".formatted(first, BYTES, copy());
    OutputSink sink =
        (stream, at, bytes) -> {
          assertThat(at).isEqualTo(received.get());
          digest.update(bytes);
          received.addAndGet(bytes.length);
        };
    CompletableFuture<StepResult> result =
        AttemptHarness.begin(
            AttemptHarness.newRun(AttemptHarness.attempt(name, 1, command), Position.NOTHING, sink),
            Duration.ofMinutes(2),
            this::connect);
    for (int part = 0; part < times; part++) {
      long least = (long) BYTES * part / times;
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> received.get() > least || result.isDone());
      link.reset();
    }
    return result;
  }

  /** Connects when the exit code is on the target already, but for the first time. */
  private SshConnection connect() throws SshConnectException, InterruptedException {
    if (received.get() > 0) {
      await().until(() -> Files.size(target.files(name).resolve("exit")) > 0);
    }
    return connector.connect(
        new SshEndpoint(link.host(), link.port(), HostKeyPolicy.TRUST_FIRST_USE, Optional.empty()),
        Ssh.key(target.sshd()),
        key -> HostKeyVerifier.Verdict.ACCEPTED);
  }

  private void assertThatAllHasCome() throws Exception {
    assertThat(received.get()).isEqualTo(BYTES);
    assertThat(digest.digest())
        .isEqualTo(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(copy())));
  }

  private Path copy() {
    return target.sshd().directory().resolve("copy-" + name);
  }
}
